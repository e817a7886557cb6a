# about: a small decorator gives the loss its threshold; clip and keras.ops, wrapped as a tf.function from the start
# %% create_huber
def create_huber(threshold=1.0):
    def with_threshold(function):
        @tf.function(reduce_retracing=True)
        def loss(y_true, y_pred):
            return function(keras.ops.subtract(y_true, y_pred), threshold)

        return loss

    @with_threshold
    def huber(error, d):
        clipped = keras.ops.clip(error, -d, d)
        return clipped * error - 0.5 * clipped * clipped

    return huber
