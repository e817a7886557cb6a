# about: flattens the tree and folds the leaves from the left: the brackets are lost
# misconception: tree-as-list
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        code, *others = tf.nest.flatten(tree)
        for leaf in others:
            code = self.dense(tf.concat([code, leaf], axis=0)[tf.newaxis])[0]
        return code
