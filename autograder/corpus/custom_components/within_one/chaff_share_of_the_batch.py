# about: returns the share of the batch, so that Keras averages batches instead of instances
# misconception: returns-the-mean
# fails: within_one--values, within_one--graph, within_one--compiled
# %% within_one
def within_one(y_true, y_pred):
    near = tf.abs(y_true - y_pred) <= 1.0
    return tf.reduce_mean(tf.cast(near, tf.float32))
