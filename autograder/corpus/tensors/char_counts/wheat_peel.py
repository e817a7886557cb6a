# about: takes one code point off every string until all are empty, and counts the turns
# %% char_counts
def char_counts(strings):
    counts = tf.zeros(tf.shape(strings), tf.int32)
    rest = strings
    while tf.reduce_any(rest != ""):
        counts += tf.cast(rest != "", tf.int32)
        rest = tf.strings.regex_replace(rest, r"\A(?s:.)", "", replace_global=False)
    return tf.ensure_shape(counts, strings.shape)
