# about: divides by the deviation without a thought of 0
# misconception: zero-over-zero
# fails: standardize--constant
# graph: right
# %% standardize
def standardize(x):
    mean, variance = tf.nn.moments(x, axes=0)
    return (x - mean) / tf.sqrt(variance)
