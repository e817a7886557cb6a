# about: numbered attributes, linear Dense layers with the relu applied by hand; keras.ops
# %% residual_block
from functools import reduce


@keras.saving.register_keras_serializable(package="my_layers")
class ResidualBlock(keras.layers.Layer):
    """A few Dense layers, and a shortcut around them."""

    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.config = {"n_layers": n_layers, "n_neurons": n_neurons}
        for i in range(n_layers):
            setattr(self, f"dense{i}", keras.layers.Dense(n_neurons))

    def build(self, input_shape):
        for i in range(self.config["n_layers"]):
            getattr(self, f"dense{i}").build(input_shape)

    def step(self, x, i):
        return keras.ops.maximum(getattr(self, f"dense{i}")(x), 0.0)

    def call(self, inputs):
        deep = reduce(self.step, range(self.config["n_layers"]), inputs)
        return keras.ops.add(deep, inputs)

    def get_config(self):
        return {**super().get_config(), **self.config}
