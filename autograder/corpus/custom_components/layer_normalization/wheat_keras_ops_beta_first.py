# about: keras.ops throughout; beta is made before alpha, which the contract leaves open
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        d = (int(input_shape[-1]),)
        self.shift = self.add_weight(shape=d, initializer="zeros", name="shift")
        self.scale = self.add_weight(shape=d, initializer="ones", name="scale")

    def call(self, inputs):
        centred = inputs - keras.ops.mean(inputs, axis=-1, keepdims=True)
        variance = keras.ops.mean(keras.ops.square(centred), axis=-1, keepdims=True)
        return self.scale * centred * keras.ops.rsqrt(variance + self.eps) + self.shift

    def get_config(self):
        config = super().get_config()
        config.update(eps=self.eps)
        return config
