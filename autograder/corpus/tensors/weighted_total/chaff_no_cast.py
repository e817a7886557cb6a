# about: multiplies int32 by float32
# misconception: implicit-promotion
# fails: weighted_total--values, weighted_total--graph
# %% weighted_total
def weighted_total(counts, weights):
    return tf.reduce_sum(counts * weights)
