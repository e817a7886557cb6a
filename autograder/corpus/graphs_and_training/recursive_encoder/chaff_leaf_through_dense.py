# about: leaves go through a Dense layer of their own
# misconception: leaf-is-encoded
# fails: recursive_encoder--values
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")
        self.leaf = keras.layers.Dense(units)

    def call(self, tree):
        if isinstance(tree, tuple):
            left, right = tree
            pair = tf.concat([self.call(left), self.call(right)], axis=-1)
            return self.dense(pair[tf.newaxis])[0]
        return self.leaf(tree[tf.newaxis])[0]
