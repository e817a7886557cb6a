# about: takes lists for pairs, and a tuple for a leaf
# misconception: pair-is-a-list
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if isinstance(tree, list):
            left, right = tree
            pair = tf.concat([self.call(left), self.call(right)], axis=-1)
            return self.dense(pair[tf.newaxis])[0]
        return tree
