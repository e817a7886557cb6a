# about: decorated with tf.function and an input signature of unknown length
# %% reset_cumsum
@tf.function(input_signature=[tf.TensorSpec([None], tf.float32), tf.TensorSpec([], tf.float32)])
def reset_cumsum(x, limit):
    print("tracing reset_cumsum")
    ta = tf.TensorArray(dtype=tf.float32, size=tf.shape(x)[0])
    cumsum = 0.0
    for idx in tf.range(tf.shape(x)[0]):
        cumsum = cumsum + x[idx]
        cumsum = tf.cond(tf.greater(cumsum, limit), lambda: 0.0, lambda: cumsum)
        ta = ta.write(idx, cumsum)
    return ta.stack()
