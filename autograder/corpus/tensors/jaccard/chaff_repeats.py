# about: the union from the widths, k + m - both: right as a graph as long as nothing repeats
# misconception: rows-have-no-repeats
# fails: jaccard--values
# %% jaccard
def jaccard(a, b):
    both = tf.cast(tf.sets.size(tf.sets.intersection(a, b)), tf.float32)
    widths = tf.cast(tf.shape(a)[1] + tf.shape(b)[1], tf.float32)
    return both / (widths - both)
