# about: __call__ is a TF Function itself, with a signature
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name)
        self.count = tf.Variable(0, dtype=tf.float32)

    @tf.function(input_signature=[tf.TensorSpec([], tf.float32)])
    def __call__(self, step):
        self.count.assign_add(step)
        return self.count.read_value()
