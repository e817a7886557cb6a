# about: splits the strings at spaces and counts words
# misconception: splits-at-spaces
# fails: char_counts--values
# %% char_counts
def char_counts(strings):
    words = tf.strings.split(tf.reshape(strings, [-1]))
    counts = tf.cast(words.row_lengths(), tf.int32)
    return tf.reshape(counts, tf.shape(strings))
