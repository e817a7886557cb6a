# about: plain tf.Variable as weights, which Keras does not track
# misconception: untracked-variable
# fails: layer_normalization--weights
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = tf.Variable(tf.ones(input_shape[-1:]), trainable=True)
        self.beta = tf.Variable(tf.zeros(input_shape[-1:]), trainable=True)

    def call(self, inputs):
        mean, variance = tf.nn.moments(inputs, axes=-1, keepdims=True)
        return self.alpha * (inputs - mean) / tf.sqrt(variance + self.eps) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
