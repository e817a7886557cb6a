# about: two Sequential halves with the shared block in between; call takes training as well, and the config is without the base class but with the name
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.start = keras.Sequential([keras.layers.Dense(30, activation="relu")])
        self.shared = ResidualBlock(n_layers=2, n_neurons=30)
        self.end = keras.Sequential([ResidualBlock(2, 30), keras.layers.Dense(output_dim)])

    def call(self, inputs, training=None):
        x = self.start(inputs, training=training)
        for _ in range(3):
            x = self.shared(x)
        return self.end(x, training=training)

    def get_config(self):
        return {"output_dim": self.output_dim, "name": self.name, "dtype": super().get_config()["dtype"]}
