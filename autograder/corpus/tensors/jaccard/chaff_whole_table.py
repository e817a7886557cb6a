# about: counts the entries of all rows together, and repeats the one quotient
# misconception: one-set-for-all-rows
# fails: jaccard--values, jaccard--graph
# %% jaccard
def jaccard(a, b):
    both = tf.size(tf.sets.intersection(a, b).values)
    either = tf.size(tf.sets.union(a, b).values)
    quotient = tf.cast(both, tf.float32) / tf.cast(either, tf.float32)
    return tf.fill([tf.shape(a)[0]], quotient)
