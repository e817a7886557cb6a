# about: compares the row numbers with i and lets tf.where choose
# %% set_row
def set_row(x, i, row):
    numbers = tf.range(tf.shape(x)[0])
    hit = tf.equal(numbers, tf.cast(i, numbers.dtype))
    return tf.where(hit[:, None], row[None, :], x)
