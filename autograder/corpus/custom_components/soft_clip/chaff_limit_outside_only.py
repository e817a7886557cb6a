# about: the limit outside the tanh only, the slope at 0 is no longer 1
# misconception: limit-used-once
# fails: soft_clip--values
# graph: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return self.limit * tf.tanh(inputs)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
