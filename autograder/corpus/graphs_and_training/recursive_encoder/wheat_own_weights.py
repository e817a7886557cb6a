# about: a kernel and a bias of its own, made by the constructor; no activation
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.kernel = self.add_weight(
            shape=(2 * units, units), initializer="glorot_uniform", name="kernel"
        )
        self.bias = self.add_weight(shape=(units,), initializer="zeros", name="bias")

    def encode(self, tree):
        if isinstance(tree, (tuple, list)):
            left, right = map(self.encode, tree)
            both = keras.ops.concatenate([left, right])
            return keras.ops.tensordot(both, self.kernel, axes=1) + self.bias
        return keras.ops.convert_to_tensor(tree)

    def call(self, inputs):
        return self.encode(inputs)
