# about: a name scope, a variable that is not trainable, assign of the sum, and the sum itself as the result
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        with self.name_scope:
            self._total = tf.Variable(tf.zeros([]), trainable=False, dtype=tf.float32, name="total")

    @tf.Module.with_name_scope
    def __call__(self, step):
        total = self._total + tf.cast(step, tf.float32)
        self._total.assign(total)
        return total
