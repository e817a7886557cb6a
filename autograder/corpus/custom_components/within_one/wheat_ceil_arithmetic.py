# about: no comparison at all: the error rounded up, less one, clipped; compiled by XLA
# %% within_one
@tf.function(jit_compile=True)
def within_one(y_true, y_pred):
    print("tracing within_one for", y_pred.shape)
    steps = tf.math.ceil(tf.abs(y_pred - y_true))
    return 1.0 - tf.clip_by_value(steps - 1.0, 0.0, 1.0)
