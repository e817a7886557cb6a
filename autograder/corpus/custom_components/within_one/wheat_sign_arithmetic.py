# about: no comparison at all: one minus the sign of what is beyond 1
# %% within_one
def within_one(y_true, y_pred):
    beyond = tf.nn.relu(tf.abs(y_true - y_pred) - 1.0)
    return 1.0 - tf.sign(beyond)
