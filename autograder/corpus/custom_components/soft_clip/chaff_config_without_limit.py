# about: get_config leaves out the limit
# misconception: config-missing
# fails: soft_clip--config
# graph: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return self.limit * tf.tanh(inputs / self.limit)

    def get_config(self):
        config = super().get_config()
        return config
