# about: three of Keras' own layers: rescale, tanh, rescale
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit
        self.shrink = keras.layers.Rescaling(1.0 / limit, dtype=self.dtype_policy)
        self.squeeze = keras.layers.Activation("tanh", dtype=self.dtype_policy)
        self.grow = keras.layers.Rescaling(limit, dtype=self.dtype_policy)

    def call(self, inputs):
        return self.grow(self.squeeze(self.shrink(inputs)))

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
