# about: rounds the weights before they become integers
# misconception: cast-the-wrong-one
# fails: weighted_total--values
# graph: right
# %% weighted_total
def weighted_total(counts, weights):
    whole = tf.cast(tf.round(weights), tf.int32)
    return tf.cast(tf.reduce_sum(tf.multiply(counts, whole)), tf.float32)
