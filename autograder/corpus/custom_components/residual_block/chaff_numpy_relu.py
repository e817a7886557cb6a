# about: computes the relu with NumPy
# misconception: numpy-in-the-graph
# fails: residual_block--graph
# eager: right
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [keras.layers.Dense(n_neurons) for _ in range(n_layers)]

    def build(self, input_shape):
        for layer in self.hidden:
            layer.build(input_shape)

    def call(self, inputs):
        Z = inputs
        for layer in self.hidden:
            Z = tf.constant(np.maximum(np.array(layer(Z)), 0))
        return inputs + Z

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
