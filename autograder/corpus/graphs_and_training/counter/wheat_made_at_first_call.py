# about: makes the variable at the first call, once
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.total = None

    def __call__(self, step):
        if self.total is None:
            self.total = tf.Variable(tf.zeros([]), trainable=False, name="total")
        self.total.assign(self.total + tf.cast(step, tf.float32))
        return tf.identity(self.total)
