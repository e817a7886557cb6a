# about: einsum of two vectors
# %% weighted_total
def weighted_total(counts, weights):
    return tf.einsum("n,n->", tf.cast(counts, tf.float32), weights)
