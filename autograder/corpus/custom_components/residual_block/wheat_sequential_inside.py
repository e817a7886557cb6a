# about: the Dense layers are a keras.Sequential, which is one attribute
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.body = keras.Sequential()
        for _ in range(n_layers):
            self.body.add(keras.layers.Dense(n_neurons, activation="relu"))

    def call(self, inputs):
        return inputs + self.body(inputs)

    def get_config(self):
        return {**super().get_config(), "n_layers": self.n_layers, "n_neurons": self.n_neurons}
