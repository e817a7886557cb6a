# about: the Jacobian, summed over its last axis; right for vectors, also as a graph, wrong for matrices and scalars
# misconception: only-vectors
# fails: derivative--values
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tf.reduce_sum(tape.jacobian(y, x), axis=-1)
