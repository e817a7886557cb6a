# about: an integer as the seed of keras.random.normal, which is stateless
# misconception: fixed-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
def add_noise(x, stddev):
    noise = keras.random.normal(keras.ops.shape(x), seed=42)
    return x + stddev * noise
