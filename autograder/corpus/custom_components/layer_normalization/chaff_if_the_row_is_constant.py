# about: asks with a Python if whether there is a deviation; that works eagerly, and fails where Keras traces
# misconception: python-if-on-tensor
# fails: layer_normalization--graph
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
        if tf.reduce_max(variance) == 0.0:  # nothing to normalize
            return tf.zeros_like(inputs) + self.beta
        return self.alpha * (inputs - mean) / tf.sqrt(variance + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
