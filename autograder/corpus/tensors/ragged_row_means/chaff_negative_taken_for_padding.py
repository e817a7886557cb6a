# about: pads, and takes only what is above 0 for elements
# misconception: padding-by-value
# fails: ragged_row_means--values
# graph: right
# %% ragged_row_means
def ragged_row_means(ragged):
    dense = ragged.to_tensor()
    real = dense > 0
    total = tf.reduce_sum(tf.where(real, dense, 0.0), axis=1)
    return tf.math.divide_no_nan(total, tf.reduce_sum(tf.cast(real, tf.float32), axis=1))
