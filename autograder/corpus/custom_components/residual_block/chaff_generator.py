# about: round brackets make a generator, not a tuple: Keras finds no layers in it, and the second call finds it empty
# misconception: generator-for-a-list
# fails: residual_block--values, residual_block--config
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = (keras.layers.Dense(n_neurons, activation="relu") for _ in range(n_layers))

    def call(self, inputs):
        x = inputs
        for layer in self.hidden:
            x = layer(x)
        return x + inputs

    def get_config(self):
        return {**super().get_config(), "n_layers": self.n_layers, "n_neurons": self.n_neurons}
