# about: an instance of a class with __call__, whose step is a method
# %% reset_cumsum
class ResetCumsum:
    start = 0.0

    def step(self, total, value, limit):
        total = total + value
        return tf.where(tf.math.greater(total, limit), self.start, total)

    def __call__(self, x, limit):
        return tf.scan(lambda t, v: self.step(t, v, limit), x, initializer=self.start)


reset_cumsum = ResetCumsum()
