# about: a Python loop over a.shape[0], impossible when the number of rows is unknown
# misconception: python-loop-is-unrolled
# fails: jaccard--graph
# eager: right
# %% jaccard
def jaccard(a, b):
    result = []
    for i in range(a.shape[0]):
        common = tf.sets.size(tf.sets.intersection(a[i : i + 1], b[i : i + 1]))[0]
        union = tf.sets.size(tf.sets.union(a[i : i + 1], b[i : i + 1]))[0]
        result.append(tf.cast(common / union, tf.float32))
    return tf.convert_to_tensor(result, dtype=tf.float32)
