# about: a short cut around each single Dense layer; with one layer that is the same
# misconception: short-cut-around-each-layer
# fails: residual_block--values
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [keras.layers.Dense(n_neurons, activation="relu") for _ in range(n_layers)]

    def call(self, inputs):
        x = inputs
        for layer in self.hidden:
            x = x + layer(x)
        return x

    def get_config(self):
        return {**super().get_config(), "n_layers": self.n_layers, "n_neurons": self.n_neurons}
