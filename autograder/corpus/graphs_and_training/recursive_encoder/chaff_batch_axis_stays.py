# about: gives the vector a batch axis and never takes it away: a fork's code is [1, units]
# misconception: batch-axis-stays
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = keras.layers.Dense(units, activation="relu")

    def call(self, tree):
        if not isinstance(tree, tuple):
            return tree
        left, right = [tf.reshape(self.call(part), [1, self.units]) for part in tree]
        return self.dense(tf.concat([left, right], axis=1))
