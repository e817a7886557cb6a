# about: a list of rows, made by iterating over the tensor
# misconception: python-iteration-over-a-tensor
# fails: standardize--graph
# eager: right
# %% standardize
def standardize(x):
    mean = tf.reduce_mean(x, axis=0)
    std = tf.math.reduce_std(x, axis=0)
    std = tf.where(std == 0, tf.ones_like(std), std)
    return tf.reshape([(row - mean) / std for row in x], x.shape)
