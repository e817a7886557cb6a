# about: asks a leaf for its numbers, to tell vectors from trees: there are none while a graph is traced
# misconception: numpy-in-graph
# fails: recursive_encoder--values, recursive_encoder--shared
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        if not isinstance(tree, tuple):
            return tf.constant(tree.numpy())
        both = tf.concat([self.call(part) for part in tree], axis=0)
        return tf.squeeze(self.dense(tf.expand_dims(both, 0)), 0)
