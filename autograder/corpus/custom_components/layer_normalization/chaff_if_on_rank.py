# about: a Python if on tf.rank, a tensor; AutoGraph does not reach the call of a layer
# misconception: if-on-tensor
# fails: layer_normalization--graph
# eager: right
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = self.add_weight(name="alpha", shape=input_shape[-1:], initializer="ones")
        self.beta = self.add_weight(name="beta", shape=input_shape[-1:], initializer="zeros")

    def call(self, inputs):
        if tf.rank(inputs) == 2:
            axis = 1
        else:
            axis = 2
        mean, variance = tf.nn.moments(inputs, axes=axis, keepdims=True)
        return self.alpha * (inputs - mean) / tf.sqrt(variance + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
