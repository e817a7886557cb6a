# about: a loss function of its own, which looks at NumPy values as only an eager one can
# %% compile_debug
def compile_debug(model):
    def debug_loss(y_true, y_pred):
        error = tf.cast(y_true, y_pred.dtype) - y_pred
        if np.isnan(error.numpy()).any():
            raise FloatingPointError("not a number among the predictions")
        return tf.reduce_mean(error**2, axis=-1)

    model.compile("rmsprop", debug_loss, run_eagerly=True)
    return model
