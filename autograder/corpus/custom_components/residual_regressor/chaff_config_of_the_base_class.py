# about: get_config returns what the base class returns and forgets output_dim; right until the model is loaded
# misconception: config-incomplete
# fails: residual_regressor--saved
# %% residual_regressor
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        self.first = keras.layers.Dense(30, activation="relu")
        self.block1 = ResidualBlock(2, 30)
        self.block2 = ResidualBlock(2, 30)
        self.out = keras.layers.Dense(output_dim)

    def call(self, inputs):
        x = self.block1(self.block1(self.block1(self.first(inputs))))
        return self.out(self.block2(x))

    def get_config(self):
        return super().get_config()
