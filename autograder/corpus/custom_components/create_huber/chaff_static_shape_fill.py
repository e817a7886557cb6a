# about: builds a tensor of thresholds with the static shape
# misconception: static-shape
# fails: create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        limit = threshold * tf.ones(y_pred.shape)
        clipped = tf.minimum(error, limit)
        return 0.5 * tf.square(clipped) + limit * (error - clipped)
    return huber_fn
