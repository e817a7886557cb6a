# about: tf.foldl over both tensors at a time, from 0.0 on
# %% weighted_total
def weighted_total(counts, weights):
    def add(total, pair):
        count, weight = pair
        return total + tf.cast(count, weight.dtype) * weight

    return tf.foldl(add, (counts, weights), initializer=tf.constant(0.0))
