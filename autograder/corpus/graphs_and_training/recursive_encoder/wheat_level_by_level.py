# about: all forks of one height go through the Dense layer as one batch
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.dense = keras.layers.Dense(units, activation=keras.activations.tanh)

    def call(self, tree):
        levels, codes = [], []

        def number(node):  # gives each node a place in codes, and each fork to its level
            codes.append(None if isinstance(node, tuple) else node)
            me = len(codes) - 1
            if not isinstance(node, tuple):
                return me, 0
            (left, a), (right, b) = number(node[0]), number(node[1])
            levels.extend([] for _ in range(max(a, b) + 1 - len(levels)))
            levels[max(a, b)].append((me, left, right))
            return me, max(a, b) + 1

        number(tree)
        for level in levels:
            rows = tf.stack([tf.concat([codes[i], codes[j]], 0) for _, i, j in level])
            for (me, _, _), code in zip(level, tf.unstack(self.dense(rows), num=len(level))):
                codes[me] = code
        return codes[0]
