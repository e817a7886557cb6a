# about: left a tf.print and assertions in the loop
# %% reset_cumsum
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)
    tf.debugging.assert_rank(x, 1)
    array = tf.TensorArray(x.dtype, tf.shape(x)[0])
    total = tf.constant(0, dtype=x.dtype)
    for i in tf.range(tf.shape(x)[0]):
        total += x[i]
        if tf.greater(total, limit):
            tf.print("over the limit at", i)
            total = tf.constant(0, dtype=x.dtype)
        array = array.write(i, total)
    return array.stack()
