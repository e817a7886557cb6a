# about: a variable is watched by itself, so one is made at each call; right in a cell, an error while tracing
# misconception: variable-made-in-graph
# fails: derivative--graph
# %% derivative
def derivative(f, x):
    v = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(v)
    return tape.gradient(y, v)
