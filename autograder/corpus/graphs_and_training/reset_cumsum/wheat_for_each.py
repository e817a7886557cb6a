# about: iterates over the tensor itself, with a growing TensorArray
# %% reset_cumsum
def reset_cumsum(x, limit):
    """Running sum of x; AutoGraph turns the loop over x into a tensor loop."""
    out = tf.TensorArray(x.dtype, size=0, dynamic_size=True, element_shape=[])
    acc = tf.zeros([], x.dtype)
    for value in x:
        acc += value
        if acc > limit:
            acc = tf.zeros_like(acc)
        out = out.write(out.size(), acc)
    return out.stack()
