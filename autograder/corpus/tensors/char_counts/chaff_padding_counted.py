# about: pads the rows to one length and counts the padding too
# misconception: padding-counted
# fails: char_counts--values
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    codes = tf.strings.unicode_decode(flat, "UTF-8").to_tensor()
    longest = tf.shape(codes)[1]
    return tf.fill(tf.shape(strings), longest)
