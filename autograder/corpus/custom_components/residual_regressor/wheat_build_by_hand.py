# about: linear Dense and an activation layer, all layers built in a build of its own, a helper that repeats
# %% residual_regressor
def repeat(layer, times, x):
    return repeat(layer, times - 1, layer(x)) if times else x


class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, **kwargs):
        super().__init__(**kwargs)
        self.dense, self.relu = keras.layers.Dense(30), keras.layers.ReLU()
        self.block, self.other = ResidualBlock(2, 30), ResidualBlock(2, 30)
        self.head = keras.layers.Dense(units=output_dim, activation="linear")

    def build(self, input_shape):
        self.dense.build(input_shape)
        for layer in (self.block, self.other, self.head):
            layer(tf.zeros((1, 30)))

    def call(self, inputs):
        return self.head(self.other(repeat(self.block, 3, self.relu(self.dense(inputs)))))

    def get_config(self):
        return dict(super().get_config(), output_dim=self.head.units)
