# about: the square is not halved
# misconception: square-not-halved
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        q = tf.minimum(error, threshold)
        return q ** 2 + threshold * (error - q)

    return huber_fn
