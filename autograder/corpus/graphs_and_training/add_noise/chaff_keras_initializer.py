# about: a Keras initializer, whose seed is chosen when Python runs
# misconception: python-runs-only-when-traced
# fails: add_noise--fresh
# eager: right
# graph: right
# %% add_noise
def add_noise(x, stddev):
    noise = keras.initializers.RandomNormal(stddev=1.0)(tf.shape(x))
    return x + noise * stddev
