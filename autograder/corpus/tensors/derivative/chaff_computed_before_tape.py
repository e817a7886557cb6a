# about: calls f before the tape records
# misconception: tape-records-later
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    y = f(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
    return tape.gradient(y, x)
