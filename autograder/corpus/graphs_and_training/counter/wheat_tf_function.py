# about: a method decorated with tf.function, a variable of fixed shape and dtype
# %% counter
class Counter(tf.Module):
    def __init__(self):
        self._count = tf.Variable(initial_value=0, dtype=tf.float32, shape=[], trainable=False)

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def __call__(self, step):
        self._count.assign_sub(-step)
        return self._count.read_value()
