# about: the layers stand in a dictionary, an Add layer joins the two ways; the configuration is read off the layers
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        make = lambda: keras.layers.Dense(units=n_neurons, activation=keras.activations.relu)
        self.stack = {f"layer{i}": make() for i in range(n_layers)}
        self.add = keras.layers.Add()
        self.n_neurons = n_neurons

    def call(self, inputs):
        x = inputs
        for name in sorted(self.stack, key=lambda name: int(name[5:])):
            x = self.stack[name](x)
        return self.add([x, inputs])

    def get_config(self):
        return dict(super().get_config(), n_layers=len(self.stack), n_neurons=self.n_neurons)
