# about: overwrites the input in the loop, then adds the result to itself
# misconception: input-overwritten
# fails: residual_block--values, residual_block--graph
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [
            keras.layers.Dense(n_neurons, activation="relu") for _ in range(n_layers)
        ]

    def call(self, inputs):
        for layer in self.hidden:
            inputs = layer(inputs)
            Z = inputs
        return inputs + Z

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
