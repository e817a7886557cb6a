# about: loops over y_pred.shape[0], which is None when the batch size is unknown
# misconception: static-shape
# fails: huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.fn = create_huber(threshold)

    def call(self, y_true, y_pred):
        losses = []
        for i in range(y_pred.shape[0]):
            losses.append(tf.reduce_mean(self.fn(y_true[i], y_pred[i])))
        return tf.stack(losses)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}
