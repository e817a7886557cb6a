# about: the shortest: returns what assign_add returns, not a reading of its own
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        return self.total.assign_add(step)
