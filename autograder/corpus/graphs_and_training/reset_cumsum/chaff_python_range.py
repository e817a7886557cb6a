# about: a Python loop over x.shape[0]: unrolled, and impossible when the length is unknown
# misconception: python-loop-is-unrolled
# fails: reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    sums = []
    total = tf.constant(0.0)
    for i in range(x.shape[0]):
        total = total + x[i]
        total = tf.where(total > limit, 0.0, total)
        sums.append(total)
    return tf.convert_to_tensor(sums, dtype=x.dtype)
