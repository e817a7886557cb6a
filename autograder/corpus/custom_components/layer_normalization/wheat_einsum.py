# about: sums by einsum and matmul, variables made by keras.Variable, one over the root by rsqrt
# %% layer_normalization
class LayerNormalization(keras.layers.Layer):
    def __init__(self, eps=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.eps = eps

    def build(self, batch_input_shape):
        self.d = batch_input_shape[-1]
        self.scale = keras.Variable(np.ones(self.d), dtype=self.dtype, name="scale")
        self.shift = keras.Variable(np.zeros(self.d), dtype=self.dtype, name="shift")

    def call(self, X):
        averaging = tf.fill([self.d, self.d], tf.constant(1.0 / self.d, X.dtype))
        error = X - X @ averaging
        variance = tf.einsum("...i,...i->...", error, error)[..., tf.newaxis] / self.d
        return tf.math.rsqrt(variance + self.eps) * error * self.scale + self.shift

    def get_config(self):
        return dict(super().get_config(), eps=self.eps)
