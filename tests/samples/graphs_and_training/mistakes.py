# about: falls back where the sum is equal to the limit; the noise is truncated
# rest: reference
# points: 74
# fails: reset_cumsum--values, add_noise--values
# %% reset_cumsum
def reset_cumsum(x, limit):
    sums = tf.TensorArray(tf.float32, size=tf.shape(x)[0])
    total = tf.constant(0.0)
    for i in tf.range(tf.shape(x)[0]):
        total += x[i]
        if total >= limit:
            total = tf.constant(0.0)
        sums = sums.write(i, total)
    return sums.stack()


# %% add_noise
def add_noise(x, stddev):
    noise = tf.random.truncated_normal(tf.shape(x), mean=0.0, stddev=stddev)
    return x + noise
