# about: sets the threshold on the class instead of on the object
# misconception: threshold-shared
# fails: create_huber--independent
# %% create_huber
class Huber:
    threshold = 1.0

    def __call__(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) <= self.threshold
        linear = self.threshold * (tf.abs(error) - self.threshold / 2.0)
        return tf.where(small, tf.square(error) / 2.0, linear)


def create_huber(threshold=1.0):
    Huber.threshold = threshold
    return Huber()
