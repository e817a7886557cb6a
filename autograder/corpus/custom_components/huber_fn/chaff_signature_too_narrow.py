# about: an input_signature that takes (n, 1) only
# misconception: signature-too-narrow
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
spec = tf.TensorSpec([None, 1], tf.float32)


@tf.function(input_signature=[spec, spec])
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.where(error <= 1.0, 0.5 * tf.square(error), error - 0.5)
