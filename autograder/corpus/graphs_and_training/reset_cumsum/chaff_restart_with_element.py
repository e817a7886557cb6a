# about: starts again with the element instead of with 0
# misconception: restart-with-element
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    ta = tf.TensorArray(tf.float32, size=tf.shape(x)[0])
    running = tf.constant(0.0)
    for i in tf.range(tf.shape(x)[0]):
        running = running + x[i]
        if running > limit:
            running = x[i]
        ta = ta.write(i, running)
    return ta.stack()
