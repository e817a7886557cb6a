# about: a method of its own does the work, the sum is read under control dependencies
# %% counter
class Counter(tf.Module):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        with self.name_scope:
            self.sum = tf.Variable(np.float32(0), name="sum")

    def add(self, amount):
        with tf.control_dependencies([self.sum.assign_add(amount)]):
            return self.sum + 0.0

    __call__ = add
