# about: multiplies a list, so that all of it is one and the same layer
# misconception: list-times-n-copies
# fails: residual_block--values
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [keras.layers.Dense(n_neurons, activation="relu")] * n_layers

    def call(self, inputs):
        Z = inputs
        for layer in self.hidden:
            Z = layer(Z)
        return inputs + Z

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
