# about: normalizes each feature over the batch, as batch normalization does
# misconception: wrong-axis
# fails: layer_normalization--values, layer_normalization--graph
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = self.add_weight(name="alpha", shape=input_shape[-1:], initializer="ones")
        self.beta = self.add_weight(name="beta", shape=input_shape[-1:], initializer="zeros")

    def call(self, inputs):
        mean = tf.reduce_mean(inputs, axis=0)
        std = tf.math.reduce_std(inputs, axis=0)
        return self.alpha * (inputs - mean) / (std + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
