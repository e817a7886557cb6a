# about: the two functions are right, the two classes were not begun
# points: 15
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--config, huber_loss--saved, huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph, huber_metric--config
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
