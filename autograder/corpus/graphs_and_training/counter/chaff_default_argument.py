# about: the variable is a default argument, made once for all counters
# misconception: mutable-default
# fails: counter--independent
# sealed: each check makes a counter of its own there; direct, the earlier ones are still counted
# %% counter
class Counter(tf.Module):
    def __init__(self, total=tf.Variable(0.0)):
        super().__init__()
        self.total = total

    def __call__(self, step):
        self.total.assign_add(step)
        return self.total.read_value()
