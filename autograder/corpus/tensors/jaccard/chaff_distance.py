# about: the distance, one minus what was asked for
# misconception: distance-for-similarity
# fails: jaccard--values, jaccard--graph
# %% jaccard
def jaccard(a, b):
    common = tf.cast(tf.sets.size(tf.sets.intersection(a, b)), tf.float32)
    union = tf.cast(tf.sets.size(tf.sets.union(a, b)), tf.float32)
    return 1.0 - common / union
