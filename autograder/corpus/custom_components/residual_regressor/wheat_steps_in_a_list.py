# about: a list of steps in which the shared block stands three times
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        again = ResidualBlock(2, 30)
        self.steps = [keras.layers.Dense(30, activation="relu")]
        self.steps += [again] * 3
        self.steps += [ResidualBlock(2, 30), keras.layers.Dense(output_dim)]

    def call(self, inputs):
        x = inputs
        for step in self.steps:
            x = step(x)
        return x

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
