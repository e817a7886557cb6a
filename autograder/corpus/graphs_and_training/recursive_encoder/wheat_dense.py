# about: one Dense layer on rows of one, recursion through self.call
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.combine = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if not isinstance(tree, tuple):
            return tree
        left, right = tree
        pair = tf.concat([self.call(left), self.call(right)], axis=-1)
        return self.combine(pair[tf.newaxis])[0]
