# about: partitions the errors and stitches the losses together again
# %% create_huber
def create_huber(threshold=1.0):
    @tf.function
    def huber_fn(y_true, y_pred):
        size = tf.reshape(tf.abs(y_true - y_pred), [-1])
        is_large = tf.cast(size > threshold, tf.int32)
        small, large = tf.dynamic_partition(size, is_large, 2)
        places = tf.dynamic_partition(tf.range(tf.size(size)), is_large, 2)
        losses = tf.dynamic_stitch(
            places, [0.5 * small ** 2, threshold * large - 0.5 * threshold ** 2]
        )
        return tf.reshape(losses, tf.shape(y_pred))

    return huber_fn
