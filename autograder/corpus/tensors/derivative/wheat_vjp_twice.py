# about: the gradient is linear in the gradients that are fed in; a second tape differentiates it by them
# %% derivative
def derivative(f, x):
    x = tf.convert_to_tensor(x)
    fed = tf.zeros_like(x)
    with tf.GradientTape() as outer:
        outer.watch(fed)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = f(x)
        slope_times_fed = inner.gradient(y, x, output_gradients=fed, unconnected_gradients="zero")
    return outer.gradient(slope_times_fed, fed, unconnected_gradients="zero")
