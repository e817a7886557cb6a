# about: the variable stands in the class, and all counters share it
# misconception: shared-class-attribute
# fails: counter--independent
# sealed: each check makes a counter of its own there; direct, the earlier ones are still counted
# %% counter
class Counter(tf.Module):
    total = tf.Variable(0.0)

    def __call__(self, step):
        return self.total.assign_add(step)
