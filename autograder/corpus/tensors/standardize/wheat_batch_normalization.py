# about: tf.nn.batch_normalization with epsilon 0, after the variance 0 was replaced by 1; raw ops for the mean
# %% standardize
def standardize(x):
    x = x - tf.gather(x, [0])
    mean = tf.raw_ops.Mean(input=x, axis=0, keep_dims=True)
    square = tf.raw_ops.SquaredDifference(x=x, y=mean)
    variance = tf.raw_ops.Mean(input=square, axis=0, keep_dims=True)
    variance += tf.cast(variance == 0, x.dtype)
    return tf.nn.batch_normalization(x, mean, variance, None, None, variance_epsilon=0.0)
