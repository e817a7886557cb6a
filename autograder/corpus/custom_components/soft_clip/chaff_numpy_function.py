# about: wraps NumPy in tf.numpy_function, which no gradient passes
# misconception: py-function
# fails: soft_clip--graph, soft_clip--trains
# eager: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        def clip(x):
            return np.float32(self.limit * np.tanh(x / self.limit))

        outputs = tf.numpy_function(clip, [inputs], tf.float32)
        return tf.ensure_shape(outputs, inputs.shape)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
