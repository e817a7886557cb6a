# about: the whole Jacobian, each output by each input
# misconception: jacobian-is-the-derivative
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.jacobian(y, x)
