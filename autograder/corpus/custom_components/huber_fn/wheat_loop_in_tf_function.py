# about: a tensor loop with if inside a tf.function, results in a TensorArray
# %% huber_fn
@tf.function
def huber_fn(y_true, y_pred):
    errors = tf.reshape(y_pred - y_true, [-1])
    n = tf.size(errors)
    losses = tf.TensorArray(tf.float32, size=n, element_shape=[])
    for i in tf.range(n):
        size = tf.abs(errors[i])
        if size <= 1.0:
            loss = 0.5 * size * size
        else:
            loss = size - 0.5
        losses = losses.write(i, loss)
    return tf.reshape(losses.stack(), tf.shape(y_pred))
