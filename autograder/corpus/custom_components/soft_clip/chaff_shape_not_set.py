# about: py_function, but nobody says the shape: the Dense layer after it does not know its inputs
# misconception: static-shape-lost
# fails: soft_clip--trains
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return tf.py_function(lambda x: self.limit * tf.tanh(x / self.limit), [inputs], inputs.dtype)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
