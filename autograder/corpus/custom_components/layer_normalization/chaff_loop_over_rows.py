# about: a Python loop over the instances, which no graph of unknown batch size can run
# misconception: python-iteration-over-a-tensor
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
        rows = []
        for row in inputs:
            mean, variance = tf.nn.moments(row, axes=-1, keepdims=True)
            rows.append((row - mean) / tf.sqrt(variance + self.eps))
        return self.alpha * tf.stack(rows) + self.beta

    def get_config(self):
        return {**super().get_config(), "eps": self.eps}
