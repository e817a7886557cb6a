# about: NumPy draws the noise in a tf.numpy_function
# misconception: numpy-in-the-graph
# fails: add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    def draw(values):
        return np.random.standard_normal(values.shape).astype(np.float32)

    noise = tf.numpy_function(draw, [x], tf.float32)
    noise.set_shape(x.shape)
    return x + noise * stddev
