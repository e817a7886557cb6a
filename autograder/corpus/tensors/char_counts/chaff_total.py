# about: the number of characters of all strings together
# misconception: one-number-for-all
# fails: char_counts--values, char_counts--graph
# %% char_counts
def char_counts(strings):
    return tf.reduce_sum(tf.strings.length(strings, unit="UTF8_CHAR"))
