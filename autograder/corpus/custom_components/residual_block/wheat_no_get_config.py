# about: without a get_config: Keras records the arguments of the constructor by itself (automatic config); layers in a list, recursion in call
# %% residual_block
class ResidualBlock(keras.layers.Layer):
    def __init__(self, n_layers, n_neurons, **kwargs):
        super().__init__(**kwargs)
        self.chain = []
        while len(self.chain) < n_layers:
            self.chain.append(keras.layers.Dense(n_neurons, "relu"))

    def call(self, inputs):
        def through(k):
            return inputs if k == 0 else self.chain[k - 1](through(k - 1))

        return keras.ops.add(through(len(self.chain)), inputs)
