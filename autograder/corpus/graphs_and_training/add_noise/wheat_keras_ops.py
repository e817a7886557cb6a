# about: keras.ops for all but the random numbers
# %% add_noise
def add_noise(x, stddev):
    shape = keras.ops.shape(x)
    noise = tf.random.normal(shape, dtype=keras.backend.standardize_dtype(x.dtype))
    return keras.ops.subtract(x, keras.ops.multiply(noise, stddev))
