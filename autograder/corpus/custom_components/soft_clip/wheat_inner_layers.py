# about: three layers of Keras inside: rescale, tanh, rescale
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, name="soft_clip", dtype=None, **kwargs):
        super().__init__(name=name, dtype=dtype, **kwargs)
        self.limit = float(limit)
        self.shrink = keras.layers.Rescaling(1.0 / self.limit, dtype=dtype)
        self.squash = keras.layers.Activation("tanh", dtype=dtype)
        self.stretch = keras.layers.Rescaling(self.limit, dtype=dtype)

    def build(self, input_shape):
        self.built = True

    def call(self, inputs, training=None):
        return self.stretch(self.squash(self.shrink(inputs)))

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config["limit"] = self.limit
        return config
