# about: AutoGraph for loop over the tensor itself with a Python if, a TensorArray and a separate counter, inside a decorated function
# %% reset_cumsum
@tf.function(reduce_retracing=True)
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)
    limit = tf.cast(limit, x.dtype)
    sums = tf.TensorArray(x.dtype, size=tf.shape(x)[0], element_shape=[])
    total = tf.constant(0, x.dtype)
    i = tf.constant(0)
    for value in x:
        total += value
        if total > limit:
            total = tf.zeros_like(total)
        sums = sums.write(i, total)
        i += 1
    return sums.stack()
