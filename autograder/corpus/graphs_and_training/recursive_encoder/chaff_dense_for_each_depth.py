# about: a Dense layer for each depth of the tree
# misconception: weights-not-shared
# fails: recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.levels = [keras.layers.Dense(units, activation="tanh") for _ in range(20)]

    def call(self, tree, depth=0):
        if not isinstance(tree, tuple):
            return tree
        left = self.call(tree[0], depth + 1)
        right = self.call(tree[1], depth + 1)
        pair = tf.concat([left, right], axis=-1)
        return self.levels[depth](pair[tf.newaxis])[0]
