# about: all exercises right, as a textbook has them
# points: 79
# %% derivative
def derivative(f, x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return tape.gradient(y, x)


# %% standardize
def standardize(x):
    mean = tf.reduce_mean(x, axis=0)
    std = tf.math.reduce_std(x, axis=0)
    return tf.math.divide_no_nan(x - mean, std)


# %% set_row
def set_row(x, i, row):
    return tf.tensor_scatter_nd_update(x, [[i]], [row])


# %% weighted_total
def weighted_total(counts, weights):
    return tf.reduce_sum(tf.cast(counts, tf.float32) * weights)


# %% range_quiz
range_dtypes = ("int32", "int64", False)


# %% numpy_range
def numpy_range(n):
    return tf.range(n, dtype=tf.int64)


# %% ragged_row_means
def ragged_row_means(ragged):
    totals = tf.reduce_sum(ragged, axis=1)
    lengths = tf.cast(ragged.row_lengths(), totals.dtype)
    return tf.math.divide_no_nan(totals, lengths)


# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.sparse.reduce_sum(sparse, axis=1)


# %% running_max
def running_max(x):
    n = tf.shape(x)[0]
    result = tf.TensorArray(x.dtype, size=n)
    largest = tf.constant(-np.inf, dtype=x.dtype)
    for i in tf.range(n):
        largest = tf.maximum(largest, x[i])
        result = result.write(i, largest)
    return result.stack()


# %% char_counts
def char_counts(strings):
    return tf.strings.length(strings, unit="UTF8_CHAR")


# %% jaccard
def jaccard(a, b):
    common = tf.sets.size(tf.sets.intersection(a, b))
    together = tf.sets.size(tf.sets.union(a, b))
    return tf.cast(common, tf.float32) / tf.cast(together, tf.float32)


# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(capacity=100, types=[tf.float32], shapes=[()])
    queue.enqueue_many((priorities, values))
    _, in_order = queue.dequeue_many(tf.size(priorities))
    return in_order
