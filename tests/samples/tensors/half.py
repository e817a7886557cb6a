# about: the first four exercises are right, the others were not begun
# points: 27
# fails: range_quiz, numpy_range, ragged_row_means, sparse_row_sums, running_max, char_counts, jaccard, by_priority
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x)


# %% standardize
from keras import ops


def standardize(x):
    centred = x - ops.mean(x, axis=0, keepdims=True)
    std = ops.sqrt(ops.mean(ops.square(centred), axis=0, keepdims=True))
    return centred / ops.where(ops.equal(std, 0.0), ops.ones_like(std), std)


# %% set_row
def set_row(x, i, row):
    numbers = tf.range(tf.shape(x)[0])
    is_row = tf.equal(numbers, tf.cast(i, numbers.dtype))
    return tf.where(is_row[:, tf.newaxis], tf.cast(row, x.dtype), x)


# %% weighted_total
def weighted_total(counts, weights):
    return tf.einsum("n,n->", tf.cast(counts, tf.float32), weights)
