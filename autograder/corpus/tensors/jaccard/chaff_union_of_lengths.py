# about: the right intersection, but the lengths of the rows for the sizes of the sets
# misconception: repeats-count
# fails: jaccard--values
# graph: right
# %% jaccard
def jaccard(a, b):
    common = tf.cast(tf.sets.size(tf.sets.intersection(a, b)), tf.float32)
    k = tf.cast(tf.shape(a)[1], tf.float32)
    m = tf.cast(tf.shape(b)[1], tf.float32)
    return common / (k + m - common)
