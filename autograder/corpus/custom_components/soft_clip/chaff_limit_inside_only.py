# about: the limit inside the tanh only, so that every output is between -1 and 1
# misconception: limit-used-once
# fails: soft_clip--values
# graph: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return tf.math.tanh(inputs / self.limit)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
