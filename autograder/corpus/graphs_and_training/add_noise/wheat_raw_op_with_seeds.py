# about: the raw operation with the pair of seeds that TensorFlow derives from the global seed
# %% add_noise
def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    seed, seed2 = tf.compat.v1.get_seed(None)
    z = tf.raw_ops.RandomStandardNormal(
        shape=tf.shape(x), dtype=x.dtype, seed=seed or 0, seed2=seed2 or 0
    )
    return tf.raw_ops.AddV2(x=x, y=tf.raw_ops.Mul(x=tf.cast(stddev, x.dtype), y=z))
