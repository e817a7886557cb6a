# about: one application, which builds the block, then tf.while_loop for the other two
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
        x = self.block1(self.first(inputs))
        _, x = tf.while_loop(
            lambda i, x: i < 2,
            lambda i, x: (i + 1, self.block1(x)),
            (tf.constant(0), x),
            maximum_iterations=2,
        )
        return self.out(self.block2(x))

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
