# about: forgets that a tape watches only variables by itself
# misconception: tensor-not-watched
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x)
