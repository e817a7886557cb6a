# about: get_config leaves out output_dim, so that the saved model cannot be made again
# misconception: config-missing
# fails: residual_regressor--saved
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden1 = keras.layers.Dense(30, activation="relu")
        self.block1 = ResidualBlock(2, 30)
        self.block2 = ResidualBlock(2, 30)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs):
        Z = self.hidden1(inputs)
        for _ in range(3):
            Z = self.block1(Z)
        return self.out(self.block2(Z))

    def get_config(self):
        return super().get_config()
