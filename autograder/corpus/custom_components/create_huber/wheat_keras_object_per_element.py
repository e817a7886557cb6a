# about: a keras.losses.Huber object without reduction, on one more axis
# %% create_huber
def create_huber(threshold=1.0):
    keras_loss = keras.losses.Huber(delta=threshold, reduction=None)

    def huber_fn(y_true, y_pred):
        return keras_loss(tf.expand_dims(y_true, -1), tf.expand_dims(y_pred, -1))

    return huber_fn
