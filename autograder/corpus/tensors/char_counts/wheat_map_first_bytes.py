# about: tf.map_fn over the strings; counts the bytes that do not continue a character
# %% char_counts
def char_counts(strings):
    def count(string):
        code_bytes = tf.io.decode_raw(string, tf.uint8)
        first = tf.bitwise.bitwise_and(code_bytes, 0xC0) != 0x80
        return tf.math.count_nonzero(first, dtype=tf.int32)

    counts = tf.map_fn(count, tf.reshape(strings, [-1]), fn_output_signature=tf.int32)
    return tf.reshape(counts, tf.shape(strings))
