# about: flattens, and forgets to shape back: right for vectors, as a graph too, wrong for scalars and matrices
# misconception: everything-is-a-vector
# fails: char_counts--values
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    characters = tf.strings.unicode_split(flat, "UTF-8")
    return tf.cast(characters.row_lengths(), tf.int32)
