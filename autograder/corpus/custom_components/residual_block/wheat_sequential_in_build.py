# about: build makes a Sequential model, an Add layer joins both ways
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, name=None, **kwargs):
        super().__init__(name=name, **kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.add = keras.layers.Add()

    def build(self, input_shape):
        self.way = keras.Sequential(name="way")
        for number in range(self.n_layers):
            self.way.add(keras.layers.Dense(self.n_neurons, "relu", name=f"dense_{number}"))
        self.way.build(input_shape)
        self.built = True

    def call(self, inputs, training=False):
        return self.add([self.way(inputs, training=training), inputs])

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super().get_config()
        config["n_layers"] = self.n_layers
        config["n_neurons"] = self.n_neurons
        return config
