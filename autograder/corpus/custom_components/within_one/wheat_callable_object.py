# about: an instance of a class, which compares the squared error by a raw op
# %% within_one
class WithinSquared:
    """1.0 where the squared error is at most the square of the tolerance."""

    def __init__(self, tolerance, name):
        self.bound = tolerance**2
        self.name = name

    def __call__(self, y_true, y_pred):
        squared = tf.math.squared_difference(y_true, y_pred)
        too_far = tf.raw_ops.Greater(x=squared, y=tf.constant(self.bound, squared.dtype))
        return tf.where(too_far, tf.zeros_like(squared), tf.ones_like(squared))


within_one = WithinSquared(1.0, name="within_one")
