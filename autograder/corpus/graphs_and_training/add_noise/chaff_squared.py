# about: passes the variance where tf.random.normal wants the standard deviation
# misconception: stddev-as-variance
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(tf.shape(x), mean=0.0, stddev=stddev**2)
