# about: a Python loop over the elements, as many as there are while tracing
# misconception: python-loop-is-unrolled
# fails: derivative--graph
# eager: right
# %% derivative
def derivative(f, x):
    slopes = []
    for v in tf.unstack(tf.reshape(x, [-1])):
        with tf.GradientTape() as tape:
            tape.watch(v)
            y = f(v)
        slopes.append(tape.gradient(y, v))
    return tf.reshape(slopes, x.shape)
