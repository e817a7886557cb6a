# about: two layers whatever n_layers says
# misconception: argument-ignored
# fails: residual_block--values
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden1 = keras.layers.Dense(n_neurons, activation="relu")
        self.hidden2 = keras.layers.Dense(n_neurons, activation="relu")

    def call(self, inputs):
        return inputs + self.hidden2(self.hidden1(inputs))

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
