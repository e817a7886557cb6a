# about: returns the share of the whole batch, not one number an element
# misconception: mean-not-elementwise
# fails: within_one--values, within_one--graph
# %% within_one
def within_one(y_true, y_pred):
    hits = tf.cast(tf.abs(y_true - y_pred) <= 1.0, tf.float32)
    return tf.reduce_mean(hits)
