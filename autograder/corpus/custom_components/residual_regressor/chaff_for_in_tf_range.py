# about: repeats with for … in tf.range: works eagerly, and cannot be iterated where fit traces without AutoGraph
# misconception: tf-range-without-autograph
# fails: residual_regressor--trains
# eager: right
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
        x = self.first(inputs)
        for _ in tf.range(3):
            x = self.block1(x)
        return self.out(self.block2(x))

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
