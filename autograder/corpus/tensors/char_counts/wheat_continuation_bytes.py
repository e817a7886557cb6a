# about: UTF-8 by hand: the number of bytes less those of the form 10xxxxxx
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    in_bytes = tf.strings.length(flat)
    width = tf.maximum(1, tf.reduce_max(in_bytes))
    table = tf.io.decode_raw(flat, tf.uint8, fixed_length=width)
    continued = tf.bitwise.bitwise_and(table, tf.constant(0xC0, tf.uint8)) == 0x80
    more = tf.reduce_sum(tf.cast(continued, tf.int32), axis=1)
    return tf.reshape(in_bytes - more, tf.shape(strings))
