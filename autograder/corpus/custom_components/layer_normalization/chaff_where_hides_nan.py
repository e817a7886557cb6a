# about: replaces the NaN of a constant row by tf.where, its gradient stays NaN
# misconception: where-does-not-stop-nan-gradients
# fails: layer_normalization--constant
# graph: right
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = self.add_weight(name="alpha", shape=input_shape[-1:], initializer="ones")
        self.beta = self.add_weight(name="beta", shape=input_shape[-1:], initializer="zeros")

    def call(self, inputs):
        mean, variance = tf.nn.moments(inputs, axes=-1, keepdims=True)
        std = tf.sqrt(variance)
        # a constant row has no deviation
        normal = tf.where(std > 0, (inputs - mean) / std, 0.0)
        return self.alpha * normal + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
