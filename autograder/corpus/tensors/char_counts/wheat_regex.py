# about: puts one letter for each character, line ends too, and counts bytes
# %% char_counts
def char_counts(strings):
    return tf.strings.length(tf.strings.regex_replace(strings, r"(?s:.)", "x"))
