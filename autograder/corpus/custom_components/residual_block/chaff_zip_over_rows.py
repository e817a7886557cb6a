# about: adds input and output row by row in Python
# misconception: python-iteration-over-a-tensor
# fails: residual_block--graph
# eager: right
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        self.hidden = [
            keras.layers.Dense(n_neurons, activation="relu") for _ in range(n_layers)
        ]

    def build(self, input_shape):
        for layer in self.hidden:
            layer.build(input_shape)

    def call(self, inputs):
        Z = inputs
        for layer in self.hidden:
            Z = layer(Z)
        return tf.stack([row + z for row, z in zip(inputs, Z)])

    def get_config(self):
        config = super().get_config()
        config.update(n_layers=self.n_layers, n_neurons=self.n_neurons)
        return config
