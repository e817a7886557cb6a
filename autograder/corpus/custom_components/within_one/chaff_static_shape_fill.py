# about: ones and zeros of the static shape, which is unknown in a graph
# misconception: static-shape
# fails: within_one--graph
# eager: right
# %% within_one
def within_one(y_true, y_pred):
    ones = tf.ones(y_pred.shape)
    zeros = tf.zeros(y_pred.shape)
    return tf.where(tf.abs(y_true - y_pred) <= 1.0, ones, zeros)
