# about: decodes the bytes as Latin-1, where each byte is a character
# misconception: bytes-are-characters
# fails: char_counts--unicode
# graph: right
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    decoded = tf.strings.unicode_decode(flat, input_encoding="ISO-8859-1")
    return tf.reshape(tf.cast(decoded.row_lengths(), tf.int32), tf.shape(strings))
