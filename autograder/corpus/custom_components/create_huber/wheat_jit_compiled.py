# about: the inner function is compiled by XLA, made anew for each threshold
# %% create_huber
def create_huber(threshold=1.0):
    @tf.function(jit_compile=True)
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        squared = 0.5 * error * error
        linear = threshold * error - 0.5 * threshold * threshold
        return tf.where(error > threshold, linear, squared)

    return huber_fn
