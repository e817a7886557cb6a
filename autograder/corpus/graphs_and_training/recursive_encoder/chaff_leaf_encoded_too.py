# about: a leaf goes through the layer as well, joined with zeros
# misconception: leaf-encoded
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if isinstance(tree, tuple):
            left, right = self.call(tree[0]), self.call(tree[1])
        else:
            left, right = tree, tf.zeros_like(tree)
        return self.dense(tf.concat([left, right], axis=0)[tf.newaxis])[0]
