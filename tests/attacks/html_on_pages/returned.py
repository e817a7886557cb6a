# about: returns markup where a test shows what came
# %% double
def double(x):
    return tf.constant(["</dd><script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
# %% Total
class Total(keras.metrics.Metric):
    """Its name is what the last test shows."""

    def __init__(self, scale=1.0, **kwargs):
        super().__init__(**{**kwargs, "name": "<svg onload=alert(1)>"})
        self.scale = scale
        self.total = self.add_weight(name="total", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.total.assign_add(self.scale * tf.reduce_sum(y_pred))

    def result(self):
        return self.total

    def get_config(self):
        return {**super().get_config(), "scale": self.scale, "name": "<iframe src=//127.0.0.1>"}
