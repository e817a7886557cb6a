# about: a list comprehension over the elements of a tensor, with if on each
# misconception: python-iteration-over-a-tensor
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# eager: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    errors = tf.abs(tf.reshape(y_true - y_pred, [-1]))
    losses = [0.5 * e ** 2 if e <= 1 else e - 0.5 for e in errors]
    return tf.reshape(tf.convert_to_tensor(losses), tf.shape(y_pred))
