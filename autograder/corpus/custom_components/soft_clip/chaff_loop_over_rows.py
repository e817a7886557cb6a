# about: a Python loop over the batch
# misconception: python-iteration-over-a-tensor
# fails: soft_clip--graph, soft_clip--trains
# eager: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        rows = [self.limit * tf.tanh(row / self.limit) for row in inputs]
        return tf.stack(rows)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
