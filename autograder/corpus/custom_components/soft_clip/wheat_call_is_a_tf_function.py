# about: call is itself a tf.function, of raw operations
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    @tf.function(reduce_retracing=True)
    def call(self, inputs):
        limit = tf.cast(self.limit, inputs.dtype)
        squeezed = tf.raw_ops.Tanh(x=tf.raw_ops.RealDiv(x=inputs, y=limit))
        return tf.raw_ops.Mul(x=squeezed, y=limit)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
