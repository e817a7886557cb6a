# about: makes the variable at each call: forgets eagerly, refused as a TF Function
# misconception: variable-made-in-call
# fails: counter--values, counter--independent, counter--graph
# %% counter
class Counter(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)

    def __call__(self, step):
        self.total = tf.Variable(0.0)
        self.total.assign_add(step)
        return self.total.read_value()
