# about: eps outside the root, and the root is ** 0.5: the value is right, but its slope at 0 is infinite, and 0 times infinity makes the gradient of an equal row NaN
# misconception: root-slope-at-zero
# fails: layer_normalization--constant
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
        variance = tf.reduce_mean(tf.square(inputs - mean), axis=-1, keepdims=True)
        deviation = variance ** 0.5
        return self.alpha * (inputs - mean) / (deviation + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
