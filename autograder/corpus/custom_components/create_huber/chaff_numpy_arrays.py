# about: takes .numpy() of both arguments first
# misconception: numpy-method
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = abs(y_true.numpy() - y_pred.numpy())
        clipped = np.minimum(error, np.float32(threshold))
        return tf.convert_to_tensor(clipped * (error - clipped / 2))

    return huber_fn
