# about: takes the keyword arguments and hands none of them on, so the name is lost
# misconception: kwargs-dropped
# fails: soft_clip--config
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__()
        self.limit = limit

    def call(self, inputs):
        return self.limit * tf.tanh(inputs / self.limit)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
