# about: flattens the tree and joins its leaves from left to right
# misconception: tree-flattened
# fails: recursive_encoder--values
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        first, *rest = tf.nest.flatten(tree)
        code = first
        for leaf in rest:
            code = self.dense(tf.concat([code, leaf], axis=-1)[tf.newaxis])[0]
        return code
