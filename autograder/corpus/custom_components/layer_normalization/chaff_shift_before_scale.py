# about: adds the shift first and scales the sum
# misconception: scale-and-shift-swapped
# fails: layer_normalization--values
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
        mean = tf.reduce_mean(inputs, axis=-1, keepdims=True)
        std = tf.sqrt(tf.math.reduce_variance(inputs, axis=-1, keepdims=True) + self.eps)
        return self.alpha * ((inputs - mean) / std + self.beta)

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
