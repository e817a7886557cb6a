# about: builds the threshold with tf.fill and the static shape
# misconception: static-shape
# fails: huber_fn--graph
# eager: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    ones = tf.fill(y_pred.shape, 1.0)
    clipped = tf.minimum(error, ones)
    return 0.5 * tf.square(clipped) + (error - clipped)
