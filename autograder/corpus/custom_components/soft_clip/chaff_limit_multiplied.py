# about: multiplies by the limit inside the tanh instead of dividing
# misconception: limit-multiplied
# fails: soft_clip--values
# graph: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return keras.ops.tanh(inputs * self.limit) * self.limit

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
