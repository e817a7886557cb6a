# about: converts the limit to a whole number
# misconception: limit-truncated
# fails: reset_cumsum--values
# %% reset_cumsum
def reset_cumsum(x, limit):
    limit = tf.cast(tf.cast(limit, tf.int32), tf.float32)
    total = tf.constant(0.0)
    out = tf.TensorArray(tf.float32, size=tf.size(x))
    for i in tf.range(tf.size(x)):
        total += x[i]
        if total > limit:
            total = tf.constant(0.0)
        out = out.write(i, total)
    return out.stack()
