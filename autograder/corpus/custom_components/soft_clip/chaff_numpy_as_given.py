# about: leaves NumPy's tanh, which works eagerly and not in fit
# misconception: numpy-in-the-graph
# fails: soft_clip--graph, soft_clip--trains
# eager: right
# %% soft_clip
class SoftClip(keras.layers.Layer):
    def __init__(self, limit=1.0, **kwargs):
        super().__init__(**kwargs)
        self.limit = limit

    def call(self, inputs):
        return tf.convert_to_tensor(self.limit * np.tanh(np.array(inputs) / self.limit))

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}
