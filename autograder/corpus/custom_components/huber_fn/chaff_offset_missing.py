# about: the linear branch is |e|, without - 0.5
# misconception: linear-part-without-offset
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    is_small = tf.abs(error) <= 1
    return tf.where(is_small, tf.square(error) / 2, tf.abs(error))
