# about: clips the result to 0 … 1, as for images
# misconception: result-clipped
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    noisy = x + tf.random.normal(tf.shape(x), stddev=stddev)
    return tf.clip_by_value(noisy, 0.0, 1.0)
