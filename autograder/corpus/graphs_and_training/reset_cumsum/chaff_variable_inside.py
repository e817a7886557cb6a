# about: makes a tf.Variable for the result at each call
# misconception: variable-made-at-each-call
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    result = tf.Variable(tf.zeros_like(x))
    total = tf.constant(0.0)
    for i in tf.range(tf.shape(x)[0]):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        result[i].assign(total)
    return tf.convert_to_tensor(result)
