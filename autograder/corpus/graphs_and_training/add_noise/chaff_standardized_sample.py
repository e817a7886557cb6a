# about: standardizes the sample of noise: not independent, and NaN for a single element
# misconception: sample-moments-are-the-distribution
# fails: add_noise--values
# graph: right
# %% add_noise
def add_noise(x, stddev):
    noise = tf.random.normal(tf.shape(x))
    noise = (noise - tf.reduce_mean(noise)) / tf.math.reduce_std(noise)
    return x + noise * stddev
