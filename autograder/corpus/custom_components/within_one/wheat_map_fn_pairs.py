# about: tf.map_fn over pairs of elements, tf.case for each pair
# %% within_one
def within_one(y_true, y_pred):
    def one(pair):
        error = pair[0] - pair[1]
        return tf.case(
            [(error > 1.0, lambda: tf.zeros_like(error)), (error < -1.0, lambda: tf.zeros_like(error))],
            default=lambda: tf.ones_like(error),
        )

    pairs = (tf.reshape(y_true, [-1]), tf.reshape(y_pred, [-1]))
    flat = tf.map_fn(one, pairs, fn_output_signature=y_pred.dtype)
    return tf.reshape(flat, tf.shape(y_pred))
