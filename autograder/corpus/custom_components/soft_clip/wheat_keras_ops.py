# about: keras.ops, and the method decorated with tf.function
# %% soft_clip
@keras.saving.register_keras_serializable()
class SoftClip(keras.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    @tf.function(reduce_retracing=True)
    def call(self, x):
        scaled = keras.ops.divide(x, self.limit)
        return keras.ops.multiply(keras.ops.tanh(scaled), self.limit)

    def get_config(self):
        return super().get_config() | {"limit": self.limit}
