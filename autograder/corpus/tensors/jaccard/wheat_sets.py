# about: tf.sets, sizes cast before the division
# %% jaccard
def jaccard(a, b):
    common = tf.sets.size(tf.sets.intersection(a, b))
    together = tf.sets.size(tf.sets.union(a, b))
    return tf.cast(common, tf.float32) / tf.cast(together, tf.float32)
