# about: flattens the strings and leaves the counts flat
# misconception: shape-lost
# fails: char_counts--values
# graph: right
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    return tf.cast(tf.strings.unicode_split(flat, "UTF-8").row_lengths(), tf.int32)
