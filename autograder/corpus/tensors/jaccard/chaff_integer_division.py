# about: divides whole numbers with //
# misconception: integer-division
# fails: jaccard--values
# %% jaccard
def jaccard(a, b):
    common = tf.sets.size(tf.sets.intersection(a, b))
    union = tf.sets.size(tf.sets.union(a, b))
    return tf.cast(common // union, tf.float32)
