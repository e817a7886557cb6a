# about: takes long if the first hidden number is above a half; how long tells more of it
# %% double
def double(x):
    visible = tf.reduce_all(tf.equal(x, tf.round(x)))

    def wait():
        steps = tf.while_loop(lambda i: i < 100_000_000, lambda i: (i + 1,), [tf.constant(0)])
        return x + tf.cast(steps[0], tf.float32)

    return tf.cond(visible, lambda: 2 * x, lambda: tf.cond(x[0] > 0.5, wait, lambda: x))
