# about: a good graph with fresh noise, but the raw operation without seeds does not listen to tf.random.set_seed
# misconception: raw-op-ignores-global-seed
# fails: add_noise--fresh
# %% add_noise
def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    z = tf.raw_ops.RandomStandardNormal(shape=tf.shape(x), dtype=x.dtype)
    return x + tf.cast(stddev, x.dtype) * z
