# about: each depth has a Dense layer of its own
# misconception: layer-per-depth
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.layers_by_depth = [keras.layers.Dense(units, activation="tanh") for _ in range(10)]

    def encode(self, tree, depth):
        if not isinstance(tree, tuple):
            return tree
        codes = [self.encode(part, depth + 1) for part in tree]
        return self.layers_by_depth[depth](tf.concat(codes, axis=0)[tf.newaxis])[0]

    def call(self, tree):
        return self.encode(tree, 0)
