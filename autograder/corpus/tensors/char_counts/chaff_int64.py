# about: leaves the counts int64, as row_lengths gives them
# misconception: int64-from-row-lengths
# fails: char_counts--values
# %% char_counts
def char_counts(strings):
    decoded = tf.strings.unicode_decode(tf.reshape(strings, [-1]), "UTF-8")
    return tf.reshape(decoded.row_lengths(), tf.shape(strings))
