# about: a list comprehension over the rows: eagerly a tensor can be iterated, and it even trains, but not in a graph
# misconception: iterates-over-tensor
# fails: soft_clip--graph, soft_clip--trains
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
