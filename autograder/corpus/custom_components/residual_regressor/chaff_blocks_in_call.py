# about: makes the blocks in call, new ones with new weights each time
# misconception: variable-made-at-each-call
# fails: residual_regressor--values, residual_regressor--shared
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.hidden1 = keras.layers.Dense(30, activation="relu")
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs):
        block1 = ResidualBlock(2, 30)
        block2 = ResidualBlock(2, 30)
        Z = self.hidden1(inputs)
        for _ in range(3):
            Z = block1(Z)
        return self.out(block2(Z))

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
