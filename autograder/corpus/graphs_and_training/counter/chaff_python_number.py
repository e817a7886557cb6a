# about: the total is a Python attribute
# misconception: python-state
# fails: counter--graph
# eager: right
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = 0.0

    def __call__(self, step):
        self.total += step
        return self.total
