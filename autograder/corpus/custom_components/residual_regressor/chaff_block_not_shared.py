# about: makes a new block for each of the three applications
# misconception: weights-not-shared
# fails: residual_regressor--shared
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.hidden1 = keras.layers.Dense(30, activation="relu")
        self.blocks = [ResidualBlock(2, 30) for _ in range(4)]
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs):
        Z = self.hidden1(inputs)
        for block in self.blocks:
            Z = block(Z)
        return self.out(Z)

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
