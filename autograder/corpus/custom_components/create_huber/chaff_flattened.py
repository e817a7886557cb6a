# about: returns the losses flattened
# misconception: shape-lost
# fails: create_huber--values, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        e = tf.reshape(tf.abs(y_true - y_pred), [-1])
        clipped = tf.minimum(e, threshold)
        return clipped * (e - clipped / 2)
    return huber_fn
