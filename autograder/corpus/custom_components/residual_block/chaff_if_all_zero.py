# about: a Python if on a tensor, to leave out a sum with zeros
# misconception: if-on-tensor
# fails: residual_block--graph
# eager: right
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [
            keras.layers.Dense(n_neurons, activation="relu") for _ in range(n_layers)
        ]

    def build(self, input_shape):
        for layer in self.hidden:
            layer.build(input_shape)

    def call(self, inputs):
        Z = inputs
        for layer in self.hidden:
            Z = layer(Z)
        if tf.reduce_sum(Z) > 0:
            return inputs + Z
        return inputs  # relu gave zeros only

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
