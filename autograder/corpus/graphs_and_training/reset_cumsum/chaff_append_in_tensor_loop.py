# about: appends the sums to a Python list in a loop over tf.range
# misconception: python-list-in-a-tensor-loop
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    sums = []
    total = tf.constant(0.0)
    for i in tf.range(tf.shape(x)[0]):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        sums.append(total)
    return tf.convert_to_tensor(sums, dtype=tf.float32)
