# about: reads a file where the graph runs, and quotes it in an error
# %% double
def double(x):
    text = tf.raw_ops.ReadFile(filename=ARENA.secret)
    with tf.control_dependencies([tf.debugging.Assert(tf.reduce_all(x < 0), [text])]):
        return 2 * x
