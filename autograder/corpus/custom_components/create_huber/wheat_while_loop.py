# about: tf.while_loop over the flattened elements, no AutoGraph needed
# %% create_huber
def create_huber(threshold=1.0):
    def loss_of(e):
        return tf.cond(
            e <= threshold,
            lambda: 0.5 * e * e,
            lambda: threshold * e - 0.5 * threshold ** 2,
        )

    def huber_fn(y_true, y_pred):
        errors = tf.reshape(tf.abs(y_true - y_pred), [-1])
        n = tf.size(errors)
        array = tf.TensorArray(errors.dtype, size=n, element_shape=[])
        _, array = tf.while_loop(
            lambda i, _: i < n,
            lambda i, ta: (i + 1, ta.write(i, loss_of(errors[i]))),
            [0, array],
        )
        return tf.reshape(array.stack(), tf.shape(y_pred))

    return huber_fn
