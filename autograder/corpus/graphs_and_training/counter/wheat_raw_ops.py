# about: the raw operations on the variable's handle
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.total = tf.Variable(initial_value=np.float32(0))

    def __call__(self, step):
        step = tf.convert_to_tensor(step, tf.float32)
        tf.raw_ops.AssignAddVariableOp(resource=self.total.handle, value=step)
        return tf.raw_ops.ReadVariableOp(resource=self.total.handle, dtype=tf.float32)
