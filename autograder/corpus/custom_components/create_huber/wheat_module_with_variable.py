# about: a tf.Module that keeps its threshold in a variable of its own
# %% create_huber
class HuberModule(tf.Module):
    def __init__(self, threshold):
        super().__init__(name="huber")
        self.threshold = tf.Variable(threshold, dtype=tf.float32, trainable=False)

    def __call__(self, y_true, y_pred):
        a = tf.abs(y_true - y_pred)
        t = self.threshold
        return tf.where(a <= t, tf.square(a) / 2.0, t * a - tf.square(t) / 2.0)


def create_huber(threshold=1.0):
    return HuberModule(threshold)
