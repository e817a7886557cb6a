# about: all exercises right, two of them as a textbook has them
# rest: reference
# points: 82
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    sums = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        sums = sums.write(i, total)
    return sums.stack()


# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(tf.shape(x), stddev=stddev)
