# about: right in every other way, as a graph too, but the layer has no bias
# misconception: no-bias
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh", use_bias=False)

    def call(self, tree):
        if isinstance(tree, tuple):
            both = tf.concat([self.call(tree[0]), self.call(tree[1])], axis=0)
            return tf.squeeze(self.dense(both[tf.newaxis]), 0)
        return tree
