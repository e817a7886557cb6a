# about: returns the total from before the step
# misconception: value-before-update
# fails: counter--values, counter--graph
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        total = tf.identity(self.total)
        self.total.assign_add(step)
        return total
