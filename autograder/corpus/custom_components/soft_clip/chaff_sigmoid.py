# about: the sigmoid, which is positive everywhere
# misconception: other-activation
# fails: soft_clip--values, soft_clip--graph
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return self.limit * tf.sigmoid(inputs / self.limit)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
