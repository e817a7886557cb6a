# about: leaves TensorFlow for NumPy and comes back
# misconception: numpy-in-the-graph
# fails: standardize--graph
# eager: right
# %% standardize
def standardize(x):
    a = np.array(x)
    std = a.std(axis=0)
    std[std == 0] = 1.0
    return tf.constant((a - a.mean(axis=0)) / std)
