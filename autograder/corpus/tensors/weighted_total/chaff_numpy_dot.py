# about: np.dot, which promotes dtypes
# misconception: numpy-in-the-graph
# fails: weighted_total--graph
# eager: right
# %% weighted_total
def weighted_total(counts, weights):
    return tf.constant(np.dot(counts, weights), dtype=tf.float32)
