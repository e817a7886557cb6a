# about: the union as three disjoint parts: in both, only in a, only in b
# %% jaccard
def jaccard(a, b):
    both = tf.sets.size(tf.sets.intersection(a, b))
    only_a = tf.sets.size(tf.sets.difference(a, b))
    only_b = tf.sets.size(tf.sets.difference(a, b, aminusb=False))
    either = both + only_a + only_b
    return tf.cast(both, tf.float32) / tf.cast(either, tf.float32)
