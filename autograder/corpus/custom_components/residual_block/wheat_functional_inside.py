# about: the block is a functional model inside, the addition included, since the size of the input is known
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        start = keras.Input((n_neurons,))
        x = start
        for _ in range(n_layers):
            x = keras.layers.Dense(n_neurons, activation="relu")(x)
        self.model = keras.Model(start, keras.layers.add([start, x]))

    def call(self, inputs):
        return self.model(inputs)

    def get_config(self):
        return {**super().get_config(), "n_layers": self.n_layers, "n_neurons": self.n_neurons}
