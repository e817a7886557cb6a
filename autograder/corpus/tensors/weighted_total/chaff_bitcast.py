# about: reinterprets the bits instead of converting the numbers
# misconception: bitcast-is-a-cast
# fails: weighted_total--values, weighted_total--graph
# %% weighted_total
def weighted_total(counts, weights):
    return tf.reduce_sum(tf.bitcast(counts, tf.float32) * weights)
