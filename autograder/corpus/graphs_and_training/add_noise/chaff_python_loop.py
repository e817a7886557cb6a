# about: a Python loop over the rows: unrolled, impossible for an unknown number of them
# misconception: python-loop-is-unrolled
# fails: add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    if x.shape.rank == 1:
        return x + tf.random.normal(tf.shape(x), stddev=stddev)
    rows = []
    for i in range(x.shape[0]):
        row = x[i]
        rows.append(row + tf.random.normal(tf.shape(row), stddev=stddev))
    return tf.stack(rows) if rows else x
