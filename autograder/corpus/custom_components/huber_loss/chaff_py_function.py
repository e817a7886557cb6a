# about: hides its Python from the graph in tf.py_function
# misconception: py-function
# fails: huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def _losses(self, error):
        values = []
        for e in tf.reshape(error, [-1]):
            if abs(e) <= self.threshold:
                values.append(e**2 / 2)
            else:
                values.append(self.threshold * abs(e) - self.threshold**2 / 2)
        return tf.reshape(tf.stack(values), error.shape)

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        losses = tf.py_function(self._losses, [error], error.dtype)
        losses.set_shape(error.shape)
        return losses

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}
