# about: attributes with numbered names, linear Dense layers and tf.nn.relu after each, built by hand
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers = n_layers
        self.n_neurons = n_neurons
        for i in range(n_layers):
            setattr(self, f"dense_{i}", keras.layers.Dense(n_neurons))

    def build(self, input_shape):
        for i in range(self.n_layers):
            getattr(self, f"dense_{i}").build(input_shape)

    def call(self, inputs):
        x = inputs
        for i in range(self.n_layers):
            x = tf.nn.relu(getattr(self, f"dense_{i}")(x))
        return tf.add(x, inputs)

    def get_config(self):
        return {**super().get_config(), "n_layers": self.n_layers, "n_neurons": self.n_neurons}
