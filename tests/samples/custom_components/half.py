# about: the two functions are right, the two classes were not begun
# points: 15
# fails: huber_loss, within_one, huber_metric, streaming_f1, metric_quiz, layer_normalization, residual_block, residual_regressor, soft_clip, py_median, component_quiz
# %% huber_fn
def huber_fn(y_true, y_pred):
    e = tf.abs(y_true - y_pred)
    return tf.where(e < 1.0, 0.5 * e**2, e - 0.5)


# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        e = tf.abs(y_true - y_pred)
        return tf.where(e < threshold, 0.5 * e**2, threshold * (e - 0.5 * threshold))

    return huber_fn
