# about: takes all rows together for one set
# misconception: one-number-for-all
# fails: jaccard--values, jaccard--graph
# %% jaccard
def jaccard(a, b):
    a = tf.reshape(a, [1, -1])
    b = tf.reshape(b, [1, -1])
    common = tf.cast(tf.sets.size(tf.sets.intersection(a, b)), tf.float32)
    union = tf.cast(tf.sets.size(tf.sets.union(a, b)), tf.float32)
    return tf.squeeze(common / union)
