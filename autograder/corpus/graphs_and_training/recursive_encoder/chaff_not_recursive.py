# about: flattens each part and takes the mean of its leaves
# misconception: tree-flattened
# fails: recursive_encoder--values
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if not isinstance(tree, tuple):
            return tree
        left, right = [tf.reduce_mean(tf.nest.flatten(part), axis=0) for part in tree]
        return self.dense(tf.concat([left, right], axis=-1)[tf.newaxis])[0]
