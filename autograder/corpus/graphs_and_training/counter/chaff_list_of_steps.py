# about: keeps all steps in a list and adds them up
# misconception: python-state
# fails: counter--graph
# eager: right
# %% counter
class Counter(tf.Module):
    def __init__(self):
        super().__init__()
        self.steps = []

    def __call__(self, step):
        self.steps.append(tf.convert_to_tensor(step, tf.float32))
        return tf.add_n(self.steps)
