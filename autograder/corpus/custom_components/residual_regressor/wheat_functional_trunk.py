# about: the four blocks are a functional model, since their size is known; registered with Keras by a decorator
# %% residual_regressor
@keras.saving.register_keras_serializable("blind")
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.output_dim = output_dim
        middle = keras.Input((30,))
        shared = ResidualBlock(2, 30)
        x = shared(shared(shared(middle)))
        self.trunk = keras.Model(middle, ResidualBlock(2, 30)(x))
        self.entrance = keras.layers.Dense(30, activation="relu")
        self.head = keras.layers.Dense(output_dim)

    def call(self, inputs):
        return self.head(self.trunk(self.entrance(inputs)))

    def get_config(self):
        return {**super().get_config(), "output_dim": self.output_dim}
