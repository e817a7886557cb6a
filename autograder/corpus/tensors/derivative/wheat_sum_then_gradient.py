# about: sums first, in a tape that watches nothing by itself; a lambda
# %% derivative
def _grad(f, x):
    with tf.GradientTape(watch_accessed_variables=False, persistent=True) as t:
        t.watch(x)
        total = tf.reduce_sum(f(x))
    return t.gradient(total, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)


derivative = lambda f, x: _grad(f, tf.identity(x))
