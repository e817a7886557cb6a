# about: adds left and right instead of concatenating them
# misconception: sum-instead-of-concatenation
# fails: recursive_encoder--values
# graph: right
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if isinstance(tree, tuple):
            left, right = tree
            return self.dense((self.call(left) + self.call(right))[tf.newaxis])[0]
        return tree
