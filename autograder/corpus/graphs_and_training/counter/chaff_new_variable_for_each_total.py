# about: replaces the variable by a new one that holds the new total
# misconception: variable-made-at-each-call
# fails: counter--graph
# eager: right
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        self.total = tf.Variable(self.total + step)
        return self.total
