# about: the student's own ResidualBlock, plain nested calls, build by the layers themselves
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.n_layers, self.n_neurons = n_layers, n_neurons
        self.stack = [keras.layers.Dense(n_neurons, "relu") for _ in range(n_layers)]

    def build(self, shape):
        for dense in self.stack:
            dense.build(shape)

    def call(self, x):
        y = x
        for dense in self.stack:
            y = dense(y)
        return tf.add(x, y)

    def get_config(self):
        return {
            "n_layers": self.n_layers,
            "n_neurons": self.n_neurons,
            **super().get_config(),
        }
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.parts = {
            "hidden": keras.layers.Dense(30, activation="relu"),
            "thrice": ResidualBlock(n_layers=2, n_neurons=30),
            "once": ResidualBlock(n_layers=2, n_neurons=30),
            "out": keras.layers.Dense(output_dim),
        }

    def call(self, x):
        parts = self.parts
        x = parts["hidden"](x)
        x = parts["thrice"](parts["thrice"](parts["thrice"](x)))
        return parts["out"](parts["once"](x))

    def get_config(self):
        return dict(super().get_config(), output_dim=self.output_dim)
