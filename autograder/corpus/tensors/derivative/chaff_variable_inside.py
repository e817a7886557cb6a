# about: makes a tf.Variable of x, so that the tape watches it
# misconception: variable-made-at-each-call
# fails: derivative--graph
# eager: right
# %% derivative
def derivative(f, x):
    v = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(v)
    return tf.convert_to_tensor(tape.gradient(y, v))
