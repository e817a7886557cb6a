# about: c * (e - c / 2) with c the error clipped to [-1, 1]
# %% huber_fn
def huber_fn(y_true, y_pred):
    # no mask needed: for |e| <= 1 this is e*e/2, else sign(e)*e - 1/2
    e = y_pred - y_true
    c = tf.clip_by_value(e, -1.0, 1.0)
    return c * (e - c / 2.0)
