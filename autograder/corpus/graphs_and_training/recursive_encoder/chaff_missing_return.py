# about: encodes a pair, but returns nothing for it
# misconception: missing-return
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if isinstance(tree, tuple):
            left, right = tree
            pair = tf.concat([self.call(left), self.call(right)], axis=-1)
            self.dense(pair[tf.newaxis])[0]
        else:
            return tree
