# about: tf.map_fn over the first axis, which a scalar does not have
# misconception: scalar-forgotten
# fails: derivative--values
# graph: right
# %% derivative
def derivative(f, x):
    def one(v):
        with tf.GradientTape() as tape:
            tape.watch(v)
            y = f(v)
        return tape.gradient(y, v)

    return tf.map_fn(one, x)
