# about: unrolls a fixed number of steps, so that longer tensors are cut off
# misconception: python-loop-is-unrolled
# fails: reset_cumsum--graph
# %% reset_cumsum
MAX_LENGTH = 100


def reset_cumsum(x, limit):
    padded = tf.pad(x[:MAX_LENGTH], [[0, MAX_LENGTH - tf.minimum(tf.size(x), MAX_LENGTH)]])
    padded.set_shape([MAX_LENGTH])
    sums = []
    s = tf.constant(0.0)
    for i in range(MAX_LENGTH):
        s = s + padded[i]
        s = tf.where(s > limit, 0.0, s)
        sums.append(s)
    return tf.stack(sums)[: tf.size(x)]
