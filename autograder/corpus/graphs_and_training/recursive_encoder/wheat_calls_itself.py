# about: the model calls itself on both parts, and stacks them instead of concatenating
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation=keras.activations.gelu)
        self.dense.build([1, 2 * units])

    def call(self, node):
        if type(node) is tuple:
            parts = tf.stack([self(child) for child in node])
            return tf.squeeze(self.dense(tf.reshape(parts, [1, -1])), axis=0)
        return node
