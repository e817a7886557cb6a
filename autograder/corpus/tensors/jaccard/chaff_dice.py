# about: twice the intersection over both sizes, which is another coefficient
# misconception: dice-is-jaccard
# fails: jaccard--values
# %% jaccard
def jaccard(a, b):
    common = tf.sets.size(tf.sets.intersection(a, b))
    sizes = tf.sets.size(tf.sets.union(a, b)) + common
    return tf.cast(2 * common / sizes, tf.float32)
