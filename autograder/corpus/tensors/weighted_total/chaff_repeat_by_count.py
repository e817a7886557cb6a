# about: repeats each weight as often as its count says; a good idea without negative counts, also as a graph
# misconception: counts-are-not-negative
# fails: weighted_total--values
# %% weighted_total
def weighted_total(counts, weights):
    return tf.reduce_sum(tf.repeat(weights, counts))
