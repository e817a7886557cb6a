# about: adds 1 at each call, whatever the step
# misconception: argument-ignored
# fails: counter--values
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        return self.total.assign_add(1.0)
