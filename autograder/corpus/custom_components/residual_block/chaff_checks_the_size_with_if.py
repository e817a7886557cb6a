# about: a check of the input by tf.shape and a Python if: fine eagerly, an error while Keras traces
# misconception: python-if-on-tensor
# fails: residual_block--graph
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [keras.layers.Dense(n_neurons, activation="relu") for _ in range(n_layers)]

    def call(self, inputs):
        if tf.shape(inputs)[-1] != self.n_neurons:
            raise ValueError("the input must have n_neurons features")
        x = inputs
        for layer in self.hidden:
            x = layer(x)
        return x + inputs

    def get_config(self):
        return {**super().get_config(), "n_layers": self.n_layers, "n_neurons": self.n_neurons}
