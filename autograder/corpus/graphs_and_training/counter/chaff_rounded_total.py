# about: returns the total as a whole number
# misconception: counts-are-integers
# fails: counter--values
# graph: right
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        self.total.assign_add(step)
        return tf.round(self.total)
