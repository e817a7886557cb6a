# about: replaces the variable by a tensor in place of assigning: right eagerly; the graph adds to 0 at every call
# misconception: rebinding-instead-of-assign
# fails: counter--values, counter--graph
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        self.total = self.total + step
        return self.total
