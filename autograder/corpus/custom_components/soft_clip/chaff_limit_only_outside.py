# about: the limit scales the result, but not the input; with a limit of 1 that is the same
# misconception: limit-only-outside
# fails: soft_clip--values
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return self.limit * tf.tanh(inputs)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
