# about: divides by d - 1, the variance of a sample
# misconception: sample-variance
# fails: layer_normalization--values
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = self.add_weight(name="alpha", shape=input_shape[-1:], initializer="ones")
        self.beta = self.add_weight(name="beta", shape=input_shape[-1:], initializer="zeros")

    def call(self, inputs):
        d = inputs.shape[-1]
        error = inputs - tf.reduce_mean(inputs, axis=-1, keepdims=True)
        variance = tf.reduce_sum(tf.square(error), axis=-1, keepdims=True) / (d - 1)
        return self.alpha * error / tf.sqrt(variance + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
