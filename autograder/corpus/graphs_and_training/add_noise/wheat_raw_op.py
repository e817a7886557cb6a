# about: the raw op, seeded as TensorFlow itself does it
# %% add_noise
def add_noise(x, stddev):
    seed, seed2 = tf.compat.v1.get_seed(None)
    noise = tf.raw_ops.RandomStandardNormal(
        shape=tf.shape(x), dtype=tf.float32, seed=seed or 0, seed2=seed2 or 0
    )
    return tf.raw_ops.AddV2(x=x, y=tf.raw_ops.Mul(x=noise, y=stddev))
