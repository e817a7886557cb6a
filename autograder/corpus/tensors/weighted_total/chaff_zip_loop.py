# about: a Python loop over zip of two tensors
# misconception: python-iteration-over-a-tensor
# fails: weighted_total--graph
# eager: right
# %% weighted_total
def weighted_total(counts, weights):
    total = tf.constant(0.0)
    for count, weight in zip(counts, weights):
        total += tf.cast(count, tf.float32) * weight
    return total
