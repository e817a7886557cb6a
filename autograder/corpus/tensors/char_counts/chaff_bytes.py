# about: tf.strings.length counts bytes unless it is told otherwise
# misconception: bytes-are-characters
# fails: char_counts--unicode
# graph: right
# %% char_counts
def char_counts(strings):
    return tf.strings.length(strings)
