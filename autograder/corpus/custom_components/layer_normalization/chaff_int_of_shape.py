# about: makes Python integers of tf.shape to reshape with
# misconception: float-of-tensor
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
        shape = [int(size) for size in tf.shape(inputs)]
        rows = tf.reshape(inputs, [-1, shape[-1]])
        error = rows - tf.reduce_mean(rows, axis=1, keepdims=True)
        variance = tf.reduce_mean(error**2, axis=1, keepdims=True)
        normal = tf.reshape(error / tf.sqrt(variance + self.eps), shape)
        return self.alpha * normal + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
