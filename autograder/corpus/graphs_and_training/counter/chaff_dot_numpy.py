# about: reads the variable with .numpy()
# misconception: numpy-method
# fails: counter--graph
# eager: right
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.total = tf.Variable(0.0)

    def __call__(self, step):
        new = self.total.numpy() + step
        self.total.assign(new)
        return tf.constant(self.total.numpy())
