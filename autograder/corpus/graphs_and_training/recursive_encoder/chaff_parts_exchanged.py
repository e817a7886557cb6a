# about: concatenates the right part before the left
# misconception: left-and-right-exchanged
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
            parts = [self.call(right), self.call(left)]
            return self.dense(tf.concat(parts, axis=0)[tf.newaxis])[0]
        return tree
