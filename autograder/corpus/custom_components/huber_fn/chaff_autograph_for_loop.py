# about: a for loop over tf.range needs AutoGraph, which Keras does not use in fit
# misconception: loop-needs-autograph
# fails: huber_fn--graph
# eager: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(tf.reshape(y_true - y_pred, [-1]))
    n = tf.size(error)
    losses = tf.TensorArray(tf.float32, size=n, element_shape=())
    for i in tf.range(n):
        loss = tf.where(error[i] <= 1.0, tf.square(error[i]) / 2.0, error[i] - 0.5)
        losses = losses.write(i, loss)
    return tf.reshape(losses.stack(), tf.shape(y_pred))
