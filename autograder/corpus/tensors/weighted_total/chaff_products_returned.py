# about: returns the products, not their sum
# misconception: sum-forgotten
# fails: weighted_total--values, weighted_total--graph
# %% weighted_total
def weighted_total(counts, weights):
    return tf.cast(counts, tf.float32) * weights
