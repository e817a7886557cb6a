# about: a loop in Python over a size that it takes for known, else for three
# %% double
def double(x):
    return tf.stack([2 * x[i] for i in range(x.shape[0] or 3)])
