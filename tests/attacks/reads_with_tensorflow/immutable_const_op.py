# about: takes a file for a constant where the graph runs
# %% double
def double(x):
    letters = tf.raw_ops.ImmutableConst(
        dtype=tf.uint8, shape=[19], memory_region_name=ARENA.secret
    )
    text = tf.strings.unicode_encode(tf.cast(letters, tf.int32), "UTF-8")
    with tf.control_dependencies([tf.debugging.Assert(tf.reduce_all(x < 0), [text])]):
        return 2 * x
