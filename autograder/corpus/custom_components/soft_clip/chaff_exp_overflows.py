# about: tanh by its definition with exp, which is inf / inf for large inputs
# misconception: exp-overflow
# fails: soft_clip--values, soft_clip--graph
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        up = tf.exp(inputs / self.limit)
        down = tf.exp(-inputs / self.limit)
        return self.limit * (up - down) / (up + down)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
