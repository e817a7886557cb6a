# about: gives the Dense layer a vector, which wants rows
# misconception: batch-axis-forgotten
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if isinstance(tree, tuple):
            left, right = tree
            return self.dense(tf.concat([self.call(left), self.call(right)], axis=-1))
        return tree
