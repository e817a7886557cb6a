# about: takes the values out with .numpy() and puts the result back into a tensor
# misconception: numpy-method
# fails: soft_clip--graph, soft_clip--trains
# eager: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        ratio = inputs.numpy() / self.limit
        clipped = self.limit * np.tanh(ratio)
        return tf.constant(clipped, dtype=tf.float32)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
