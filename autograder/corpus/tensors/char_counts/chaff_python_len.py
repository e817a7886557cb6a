# about: Python's len of each string, read with .numpy()
# misconception: numpy-in-the-graph
# fails: char_counts--graph
# eager: right
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1]).numpy()
    counts = [len(s.decode("utf-8")) for s in flat]
    return tf.reshape(tf.constant(counts, dtype=tf.int32), tf.shape(strings))
