# about: computes in NumPy and comes back; right in a cell, but there are no values while tracing
# misconception: numpy-works-on-tensors
# fails: standardize--graph
# %% standardize
def standardize(x):
    a = np.asarray(x)
    constant = np.ptp(a, axis=0) == 0
    centred = np.where(constant, 0, a - a.mean(axis=0))
    return tf.constant(centred / np.where(constant, 1, a.std(axis=0)), dtype=x.dtype)
