# about: tf.nn.moments, and tf.nn.batch_normalization does the formula
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
        return tf.nn.batch_normalization(inputs, mean, variance, self.beta, self.alpha, self.eps)

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
