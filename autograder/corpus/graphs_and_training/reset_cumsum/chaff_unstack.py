# about: takes the tensor apart with tf.unstack
# misconception: python-loop-is-unrolled
# fails: reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    result = [tf.constant(0.0)]
    for value in tf.unstack(x):
        s = result[-1] + value
        result.append(tf.zeros_like(s) if s > limit else s)
    return tf.stack(result)[1:]
