# about: the backend functions K.abs and K.square of older Keras
# misconception: old-backend-functions
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--saved
# %% huber_loss
from keras import backend as K


class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = K.abs(y_true - y_pred)
        small = K.cast(error <= self.threshold, "float32")
        linear = self.threshold * error - 0.5 * self.threshold**2
        return small * 0.5 * K.square(error) + (1 - small) * linear

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}
