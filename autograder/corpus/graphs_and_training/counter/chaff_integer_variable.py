# about: counts in an integer variable, which cuts fractions off
# misconception: counts-are-integers
# fails: counter--values
# graph: right
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.count = tf.Variable(0)

    def __call__(self, step):
        self.count.assign_add(tf.cast(step, tf.int32))
        return tf.cast(self.count, tf.float32)
