# about: the mean times n; without elements that is NaN times 0
# misconception: empty-mean
# fails: weighted_total--values
# %% weighted_total
def weighted_total(counts, weights):
    products = tf.cast(counts, tf.float32) * weights
    return tf.reduce_mean(products) * tf.cast(tf.size(products), tf.float32)
