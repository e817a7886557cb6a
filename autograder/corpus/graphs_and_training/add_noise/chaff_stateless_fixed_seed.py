# about: stateless noise with a fixed seed: repeatable, and the same at every call
# misconception: stateless-fixed-seed
# fails: add_noise--fresh
# %% add_noise
def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    z = tf.random.stateless_normal(tf.shape(x), seed=[1, 2], dtype=x.dtype)
    return x + tf.cast(stddev, x.dtype) * z
