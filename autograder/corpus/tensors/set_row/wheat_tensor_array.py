# about: takes the tensor to pieces in a tensor array, writes one of them, and stacks it again
# %% set_row
def set_row(x, i, row):
    rows = tf.TensorArray(x.dtype, size=tf.shape(x)[0], element_shape=x.shape[1:], clear_after_read=False)
    rows = rows.unstack(x)
    rows = rows.write(tf.cast(i, tf.int32), row)
    return rows.stack()
