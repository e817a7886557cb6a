# about: a functional model made in the constructor, with the four features of the example built in
# misconception: input-size-fixed
# fails: residual_regressor--values, residual_regressor--trains
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        block = ResidualBlock(2, 30)
        start = keras.Input((4,))
        x = keras.layers.Dense(30, activation="relu")(start)
        x = ResidualBlock(2, 30)(block(block(block(x))))
        self.net = keras.Model(start, keras.layers.Dense(output_dim)(x))

    def call(self, inputs):
        return self.net(inputs)

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
