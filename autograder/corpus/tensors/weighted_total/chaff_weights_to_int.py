# about: casts the weights to the dtype of the counts, which cuts their fractions
# misconception: cast-the-wrong-one
# fails: weighted_total--values
# graph: right
# %% weighted_total
def weighted_total(counts, weights):
    products = counts * tf.cast(weights, counts.dtype)
    return tf.cast(tf.reduce_sum(products), tf.float32)
