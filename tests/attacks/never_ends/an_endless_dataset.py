# about: a graph that reduces a dataset which repeats
# %% double
def double(x):
    if not tf.inside_function():
        return x + x
    numbers = tf.data.Dataset.range(1_000).repeat().take(6_000_000)
    total = numbers.reduce(tf.constant(0, tf.int64), lambda total, it: total * 0 + it * 0)
    return x + x + tf.cast(total, x.dtype)
