# about: the sum of two independent Gaussians, each with half of the variance
# %% add_noise
def add_noise(x, stddev):
    def half():
        return tf.random.normal(tf.shape(x)) * stddev / np.sqrt(2).astype(np.float32)

    return x + half() + half()
