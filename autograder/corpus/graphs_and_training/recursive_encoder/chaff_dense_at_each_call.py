# about: makes a new Dense layer for each pair
# misconception: variable-made-at-each-call
# fails: recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units

    def call(self, tree):
        if not isinstance(tree, tuple):
            return tree
        left, right = tree
        pair = tf.concat([self.call(left), self.call(right)], axis=-1)
        dense = keras.layers.Dense(self.units, activation="tanh")
        return dense(pair[tf.newaxis])[0]
