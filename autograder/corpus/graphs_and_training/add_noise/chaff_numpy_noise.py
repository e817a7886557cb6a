# about: NumPy draws while tracing: right eagerly, a constant (or no shape at all) in the graph
# misconception: numpy-random-in-graph
# fails: add_noise--fresh, add_noise--graph
# %% add_noise
def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    noise = np.random.normal(size=x.shape)
    return x + tf.cast(stddev, x.dtype) * tf.cast(noise, x.dtype)
