# about: the gradient of the mean, so divided by the number of elements
# misconception: mean-not-elementwise
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_mean(f(x))
    return tape.gradient(y, x)
