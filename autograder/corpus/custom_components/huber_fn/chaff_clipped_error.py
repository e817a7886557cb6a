# about: squares the clipped error, so the loss is flat outside
# misconception: clip-kills-gradient
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.clip_by_value(y_true - y_pred, -1.0, 1.0)
    return 0.5 * tf.square(error)
