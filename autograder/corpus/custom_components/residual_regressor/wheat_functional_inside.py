# about: a functional model inside, from the 30 neurons on; registered, with an own from_config
# %% residual_regressor
@keras.saving.register_keras_serializable(package="course")
class ResidualRegressor(keras.Model):
    def __init__(self, output_dim, name="residual_regressor", **kwargs):
        super().__init__(name=name, **kwargs)
        self.output_dim = output_dim
        self.first = keras.layers.Dense(30, activation=keras.activations.relu)
        shared = ResidualBlock(2, 30, name="shared")
        x = z = keras.Input(shape=(30,))
        for block in [shared, shared, shared, ResidualBlock(2, 30, name="single")]:
            z = block(z)
        self.rest = keras.Model(x, keras.layers.Dense(output_dim, name="out")(z), name="rest")

    def build(self, input_shape):
        self.first.build(input_shape)
        self.built = True

    def call(self, inputs, training=None):
        return self.rest(self.first(inputs), training=training)

    def get_config(self):
        config = super().get_config()
        config["output_dim"] = self.output_dim
        return config

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return cls(**config)
