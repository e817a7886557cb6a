# about: a subclass of Keras' own layer, whose weights are gamma and beta; only the configuration is different
# %% layer_normalization
class LayerNormalization(keras.layers.LayerNormalization):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(axis=-1, epsilon=eps, **kwargs)
        self.eps = eps

    def get_config(self):
        config = super().get_config()
        kept = {key: config[key] for key in ("name", "trainable", "dtype")}
        return {**kept, "eps": self.eps}
