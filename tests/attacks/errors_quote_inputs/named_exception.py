# about: an exception whose name tells what its object is made with; a canary stands for the number
# %% Total
class Total(keras.metrics.Metric):
    def __init__(self, scale=1.0, **kwargs):
        super().__init__(**kwargs)
        names = {3.0: "zeisig_in_the_reference", 4.0: "zeisig_in_the_reference_4"}
        if scale in names:
            raise type(names[scale], (ValueError,), {})
        self.scale = scale
        self.total = self.add_weight(name="total", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.total.assign_add(self.scale * tf.reduce_sum(y_pred))

    def result(self):
        return self.total

    def get_config(self):
        return {**super().get_config(), "scale": self.scale}
