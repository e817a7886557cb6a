# about: a base class of its own, a dict of variables, and subtraction of the negative step
# %% counter
class Stateful(tf.Module):
    def __init__(self, name=None, **state):
        super().__init__(name=name)
        self.state = {key: tf.Variable(value, dtype=tf.float32) for key, value in state.items()}


class Counter(Stateful):
    def __init__(self, name=None):
        super().__init__(name=name, total=0.0)

    def __call__(self, step):
        total = self.state["total"]
        with tf.control_dependencies([total.assign_sub(tf.negative(step))]):
            return tf.identity(total)
