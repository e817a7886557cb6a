# about: all right in unusual ways: forward mode, loops, map_fn, code points counted by their first bytes
# points: 79
# %% derivative
def derivative(f, x):
    x = tf.convert_to_tensor(x)
    with tf.autodiff.ForwardAccumulator(primals=x, tangents=tf.ones_like(x)) as acc:
        y = f(x)
    return acc.jvp(y)


# %% standardize
def one_column(column):
    def usual():
        centred = column - tf.reduce_mean(column)
        return centred / tf.sqrt(tf.reduce_mean(centred**2))

    constant = tf.reduce_all(column == column[0])
    return tf.cond(constant, lambda: tf.zeros_like(column), usual)


def standardize(x):
    columns = tf.map_fn(one_column, tf.transpose(x))
    return tf.ensure_shape(tf.transpose(columns), x.shape)


# %% set_row
def set_row(x, i, row):
    everywhere = tf.range(tf.shape(x)[0])
    here = tf.reshape(tf.cast(i, tf.int32), [1])
    result = tf.dynamic_stitch([everywhere, here], [x, row[tf.newaxis]])
    return tf.ensure_shape(result, x.shape)


# %% weighted_total
def weighted_total(counts, weights):
    def add(total, pair):
        count, weight = pair
        return total + tf.cast(count, weight.dtype) * weight

    return tf.foldl(add, (counts, weights), initializer=tf.constant(0.0))


# %% range_quiz
range_dtypes = ("int32", "int64", False)


# %% numpy_range
def numpy_range(n):
    ones = tf.ones(tf.reshape(n, [1]), tf.int64)
    return tf.math.cumsum(ones, exclusive=True)


# %% ragged_row_means
def ragged_row_means(ragged):
    def mean(row):
        if tf.size(row) == 0:
            return tf.constant(0.0)
        return tf.reduce_mean(row)

    return tf.map_fn(mean, ragged, fn_output_signature=tf.float32)


# %% sparse_row_sums
def sparse_row_sums(sparse):
    columns = sparse.dense_shape[1]
    ones = tf.ones(tf.stack([columns, 1]), dtype=sparse.dtype)
    return tf.squeeze(tf.sparse.sparse_dense_matmul(sparse, ones), axis=1)


# %% running_max
def running_max(x):
    return tf.scan(tf.maximum, x, initializer=tf.constant(float("-inf"), x.dtype))


# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    in_bytes = tf.strings.length(flat)
    width = tf.maximum(1, tf.reduce_max(in_bytes))
    table = tf.io.decode_raw(flat, tf.uint8, fixed_length=width)
    continued = tf.bitwise.bitwise_and(table, tf.constant(0xC0, tf.uint8)) == 0x80
    more = tf.reduce_sum(tf.cast(continued, tf.int32), axis=1)
    return tf.reshape(in_bytes - more, tf.shape(strings))


# %% jaccard
from keras import ops


def first_time(rows):
    same = ops.equal(rows[:, :, None], rows[:, None, :])
    place = ops.arange(ops.shape(rows)[1])
    before = place[None, :] < place[:, None]
    return ops.logical_not(ops.any(ops.logical_and(same, before), axis=-1))


def jaccard(a, b):
    first_a, first_b = first_time(a), first_time(b)
    in_b = ops.any(ops.equal(a[:, :, None], b[:, None, :]), axis=-1)
    common = ops.sum(ops.cast(ops.logical_and(first_a, in_b), "float32"), axis=1)
    sizes = ops.sum(ops.cast(first_a, "float32"), axis=1)
    sizes += ops.sum(ops.cast(first_b, "float32"), axis=1)
    return common / (sizes - common)


# %% by_priority
def by_priority(priorities, values):
    positions = tf.range(tf.shape(priorities)[0])
    q = tf.queue.PriorityQueue(1000, types=(tf.int32,), shapes=((),), name="positions")
    q.enqueue_many((priorities, positions))
    order = q.dequeue_many(q.size())[1]
    return tf.gather(values, order)
