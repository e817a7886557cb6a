# about: tf.strings.length with unit="UTF8_CHAR"
# %% char_counts
def char_counts(strings):
    return tf.strings.length(strings, unit="UTF8_CHAR")
