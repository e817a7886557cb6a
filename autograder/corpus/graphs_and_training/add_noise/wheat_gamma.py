# about: a random sign times the root of a chi-squared number
# %% add_noise
def add_noise(x, stddev):
    chi_squared = 2.0 * tf.random.gamma(tf.shape(x), alpha=0.5)
    sign = tf.where(tf.random.uniform(tf.shape(x)) < 0.5, -1.0, 1.0)
    return x + stddev * sign * tf.sqrt(chi_squared)
