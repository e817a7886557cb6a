# about: a layer of its own for a fork, which stacks two rows and flattens them into one
# %% recursive_encoder
class _Fork(keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = keras.layers.Dense(units, activation="sigmoid")

    def call(self, left, right):
        rows = tf.stack([left, right])
        return tf.reshape(self.dense(tf.reshape(rows, [1, -1])), [-1])


class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.fork = _Fork(units)
        self.fork.dense.build([None, 2 * units])

    def encode(self, tree):
        return self.fork(*map(self.encode, tree)) if type(tree) is tuple else tree

    def call(self, tree):
        return self.encode(tree)
