# about: the share of a that is in b
# misconception: intersection-over-one-set
# fails: jaccard--values
# %% jaccard
def jaccard(a, b):
    common = tf.sets.size(tf.sets.intersection(a, b))
    own = tf.sets.size(tf.sets.union(a, a))
    return tf.cast(common, tf.float32) / tf.cast(own, tf.float32)
