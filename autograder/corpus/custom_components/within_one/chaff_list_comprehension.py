# about: a list comprehension over the elements, which AutoGraph does not convert
# misconception: python-iteration-over-a-tensor
# fails: within_one--graph
# eager: right
# %% within_one
def within_one(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    hits = [1.0 if e <= 1.0 else 0.0 for e in tf.reshape(error, [-1])]
    return tf.reshape(tf.constant(hits, dtype=tf.float32), error.shape)
