# about: counts what is not 0 in the padded results, so that the element 0 is no element
# misconception: zero-is-padding
# fails: jaccard--values
# %% jaccard
def jaccard(a, b):
    both = tf.sparse.to_dense(tf.sets.intersection(a, b))
    either = tf.sparse.to_dense(tf.sets.union(a, b))
    return tf.math.divide_no_nan(
        tf.math.count_nonzero(both, axis=1, dtype=tf.float32),
        tf.math.count_nonzero(either, axis=1, dtype=tf.float32),
    )
