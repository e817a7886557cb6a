# about: assigns the step instead of adding it
# misconception: state-overwritten
# fails: counter--values, counter--graph
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        return self.total.assign(step)
