# about: the first digit of the first hidden number chooses how it fails, in words that quote it
# %% double
def double(x):
    visible = tf.reduce_all(tf.equal(x, tf.round(x)))
    digit = tf.cast(10 * x[0], tf.int32)
    text = tf.strings.as_string(x[0])

    def invalid():
        with tf.control_dependencies([tf.debugging.Assert(visible, [text])]):
            return tf.identity(x)

    def not_a_number():
        return x + tf.strings.to_number(text + " of the hidden input")

    def out_of_range():
        return tf.gather(x, tf.cast(x[:1] * 1e7, tf.int32)) + x

    def too_large():
        return x + tf.reduce_sum(tf.zeros([tf.cast(x[0] * 1e7, tf.int64), 1_000_000]))

    ways = [not_a_number, invalid, out_of_range, too_large]
    return tf.cond(visible, lambda: 2 * x, lambda: tf.switch_case(digit % 4, ways))
