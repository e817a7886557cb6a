# about: a Python range over the static length
# misconception: static-shape-for-the-size
# fails: weighted_total--graph
# eager: right
# %% weighted_total
def weighted_total(counts, weights):
    total = tf.zeros([])
    for k in range(counts.shape[0]):
        total = total + tf.cast(counts[k], tf.float32) * weights[k]
    return total
