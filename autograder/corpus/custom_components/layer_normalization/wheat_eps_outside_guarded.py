# about: eps outside the root; where the variance is 0, the root of 1 is taken and thrown away, so that its slope stays finite
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = self.add_weight(name="alpha", shape=input_shape[-1:], initializer="ones")
        self.beta = self.add_weight(name="beta", shape=input_shape[-1:], initializer="zeros")

    def call(self, inputs):
        mean = tf.reduce_mean(inputs, axis=-1, keepdims=True)
        variance = tf.reduce_mean((inputs - mean) ** 2, axis=-1, keepdims=True)
        flat = tf.equal(variance, 0)
        root = tf.sqrt(tf.where(flat, tf.ones_like(variance), variance))
        deviation = tf.where(flat, tf.zeros_like(variance), root)
        return self.alpha * (inputs - mean) / (deviation + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
