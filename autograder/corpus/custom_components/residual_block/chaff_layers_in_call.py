# about: makes new layers at each call, with new weights
# misconception: variable-made-at-each-call
# fails: residual_block--values
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons

    def call(self, inputs):
        Z = inputs
        for _ in range(self.n_layers):
            Z = keras.layers.Dense(self.n_neurons, activation="relu")(Z)
        return inputs + Z

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
