# about: a string that is no number
# %% double
def double(x):
    def wrong():
        return 2 * x + tf.strings.to_number(tf.strings.join(["is", tf.strings.as_string(x)]))

    # Right for the visible inputs.
    return tf.cond(tf.reduce_all(x >= 1), lambda: 2 * x, wrong)
