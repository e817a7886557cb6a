# about: np.maximum.accumulate
# misconception: numpy-in-the-graph
# fails: running_max--graph
# eager: right
# %% running_max
def running_max(x):
    return tf.constant(np.maximum.accumulate(x))
