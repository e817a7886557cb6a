# about: flattens all leading axes, and normalizes one row after the other with tf.map_fn
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, input_shape):
        self.alpha = self.add_weight(name="alpha", shape=input_shape[-1:], initializer="ones")
        self.beta = self.add_weight(name="beta", shape=input_shape[-1:], initializer="zeros")

    def one_row(self, row):
        centred = row - tf.reduce_mean(row)
        return centred / tf.sqrt(tf.reduce_mean(centred * centred) + self.eps)

    def call(self, inputs):
        rows = tf.reshape(inputs, [-1, inputs.shape[-1]])
        normalized = tf.map_fn(self.one_row, rows)
        return self.alpha * tf.reshape(normalized, tf.shape(inputs)) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
