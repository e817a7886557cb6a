# about: a helper in call walks the tree; the batch axis comes by expand_dims and goes by squeeze
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.fork = keras.layers.Dense(units, activation="tanh")

    def call(self, tree):
        def code(node):
            if not isinstance(node, tuple):
                return tf.convert_to_tensor(node)
            left, right = node
            both = tf.concat([code(left), code(right)], axis=0)
            return tf.squeeze(self.fork(tf.expand_dims(both, 0)), axis=0)

        return code(tree)
