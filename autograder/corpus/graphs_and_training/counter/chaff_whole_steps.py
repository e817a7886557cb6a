# about: an int32 variable: a good graph and right for whole steps, but fractions are cut off
# misconception: variable-dtype-from-python-int
# fails: counter--values
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.total = tf.Variable(0)

    def __call__(self, step):
        self.total.assign_add(tf.cast(step, self.total.dtype))
        return tf.cast(self.total, tf.float32)
