# about: a list comprehension over the tensor, which AutoGraph does not convert
# misconception: python-iteration-over-a-tensor
# fails: char_counts--graph
# eager: right
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    counts = [tf.strings.length(s, unit="UTF8_CHAR") for s in flat]
    return tf.reshape(tf.convert_to_tensor(counts, tf.int32), tf.shape(strings))
