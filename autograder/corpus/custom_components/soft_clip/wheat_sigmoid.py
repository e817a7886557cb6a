# about: tanh(z) = 2 sigmoid(2z) - 1, with keras.ops
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return self.limit * (2.0 * keras.ops.sigmoid(2.0 * inputs / self.limit) - 1.0)

    def get_config(self):
        config = super().get_config()
        config["limit"] = self.limit
        return config
