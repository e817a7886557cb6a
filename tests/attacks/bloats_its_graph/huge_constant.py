# about: a constant of 80 MB
# %% double
noise = np.random.default_rng(1).normal(size=20_000_000).astype(np.float32)


def double(x):
    constant = tf.constant(noise)
    return x + x + tf.cast(tf.size(constant) - len(noise), x.dtype)
