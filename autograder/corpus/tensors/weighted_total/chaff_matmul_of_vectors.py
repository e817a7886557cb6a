# about: tf.matmul on two vectors, which wants matrices
# misconception: matmul-is-numpy-dot
# fails: weighted_total--values, weighted_total--graph
# %% weighted_total
def weighted_total(counts, weights):
    return tf.matmul(tf.cast(counts, tf.float32), weights)
