# about: NumPy and Python lists: right as long as nothing is traced
# rest: reference
# points: 52
# fails: set_row, weighted_total, running_max, jaccard
# %% set_row
def set_row(x, i, row):
    copy = np.array(x)
    copy[int(i)] = row
    return tf.constant(copy)


# %% weighted_total
def weighted_total(counts, weights):
    return tf.constant(np.dot(counts, weights), dtype=tf.float32)


# %% running_max
def running_max(x):
    return tf.constant(np.maximum.accumulate(x))


# %% jaccard
def jaccard(a, b):
    result = []
    for row_a, row_b in zip(a.numpy(), b.numpy()):
        set_a, set_b = set(row_a), set(row_b)
        result.append(len(set_a & set_b) / len(set_a | set_b))
    return tf.constant(result, dtype=tf.float32)
