# about: the seed is drawn once, as a default argument
# misconception: noise-made-once
# fails: add_noise--fresh
# graph: right
# %% add_noise
def add_noise(x, stddev, seed=np.random.randint(0, 2**31 - 1, size=2)):
    return x + tf.random.stateless_normal(tf.shape(x), seed=seed, stddev=stddev)
