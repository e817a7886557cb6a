# about: row by row, the number and the row together through tf.map_fn, a tf.cond inside
# %% set_row
def set_row(x, i, row):
    i = tf.cast(i, tf.int32)

    def choose(pair):
        number, old = pair
        return tf.cond(number == i, lambda: row, lambda: old)

    return tf.map_fn(choose, (tf.range(tf.shape(x)[0]), x), fn_output_signature=tf.TensorSpec(x.shape[1:], x.dtype))
