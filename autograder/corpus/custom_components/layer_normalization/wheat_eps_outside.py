# about: keras.ops, eps outside the root, and an own compute_output_shape
# %% layer_normalization
from keras import ops


class LayerNormalization(keras.layers.Layer):
    """Normalizes every instance over its last axis."""

    def __init__(self, eps=1e-3, name=None, dtype=None, **kwargs):
        super().__init__(name=name, dtype=dtype, **kwargs)
        self.eps = float(eps)

    def build(self, input_shape):
        size = (int(input_shape[-1]),)
        self.gamma = self.add_weight(shape=size, initializer="ones", name="gamma")
        self.beta = self.add_weight(shape=size, initializer="zeros", name="beta")
        super().build(input_shape)

    def call(self, x):
        centered = ops.subtract(x, ops.mean(x, axis=-1, keepdims=True))
        deviation = ops.std(x, axis=-1, keepdims=True)
        return ops.add(ops.multiply(self.gamma, centered / (deviation + self.eps)), self.beta)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config.update({"eps": self.eps})
        return config
