# about: no recursion at all: a stack of things to do, and a stack of codes
# %% recursive_encoder
class RecursiveEncoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.combine = keras.layers.Dense(units, activation="relu")
        self.combine.build((None, 2 * units))

    def call(self, tree):
        todo, codes = [tree], []
        while len(todo) > 0:
            node = todo.pop()
            if node is None:  # both codes of a fork are ready, the right one on top
                right, left = codes.pop(), codes.pop()
                both = keras.ops.reshape(keras.ops.concatenate([left, right]), (1, 2 * self.units))
                codes.append(keras.ops.reshape(self.combine(both), (self.units,)))
            elif isinstance(node, tuple):
                todo.extend([None, node[1], node[0]])
            else:
                codes.append(node)
        return codes[0]
