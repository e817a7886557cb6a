# about: one Dense layer for the left part and one for the right, added
# misconception: weights-not-shared
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.left = keras.layers.Dense(units)
        self.right = keras.layers.Dense(units)

    def call(self, tree):
        if not isinstance(tree, tuple):
            return tree
        left = self.call(tree[0])[tf.newaxis]
        right = self.call(tree[1])[tf.newaxis]
        return tf.tanh(self.left(left) + self.right(right))[0]
