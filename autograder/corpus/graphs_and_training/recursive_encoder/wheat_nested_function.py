# about: a layer built beforehand, recursion in a nested function that works on rows of one
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.join = keras.layers.Concatenate()
        self.dense = keras.layers.Dense(units, activation="relu")
        self.dense.build((None, 2 * units))

    def call(self, inputs, training=False):
        def encode(node):
            match node:
                case (left, right):
                    return self.dense(self.join([encode(left), encode(right)]))
                case leaf:
                    return tf.reshape(leaf, [1, self.units])

        return tf.reshape(encode(inputs), [self.units])

    def get_config(self):
        return {**super().get_config(), "units": self.units}
