# about: a variable made by the constructor, and assign_add
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        return self.total.assign_add(step)
