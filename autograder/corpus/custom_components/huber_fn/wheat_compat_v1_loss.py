# about: TensorFlow's old huber_loss with reduction NONE
# %% huber_fn
def huber_fn(y_true, y_pred):
    return tf.compat.v1.losses.huber_loss(
        labels=y_true,
        predictions=y_pred,
        delta=1.0,
        reduction=tf.compat.v1.losses.Reduction.NONE,
    )
