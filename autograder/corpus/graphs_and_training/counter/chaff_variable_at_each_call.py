# about: makes the variable in the call, so that each call starts from 0
# misconception: variable-made-at-each-call
# fails: counter--values, counter--graph
# %% counter
class Counter(tf.Module):
    def __call__(self, step):
        total = tf.Variable(0.0)
        total.assign_add(step)
        return total
