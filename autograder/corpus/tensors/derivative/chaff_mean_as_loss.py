# about: makes a scalar "loss" first, as in training, by the mean: every slope is divided by n
# misconception: gradient-needs-a-mean
# fails: derivative--values, derivative--graph
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        loss = tf.reduce_mean(f(x))
    return tape.gradient(loss, x)
