# about: adds the entries up in a NumPy array, read with .numpy()
# misconception: numpy-in-the-graph
# fails: sparse_row_sums--graph
# eager: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    sums = np.zeros(sparse.dense_shape.numpy()[0], dtype=np.float32)
    for (row, column), value in zip(sparse.indices.numpy(), sparse.values.numpy()):
        sums[row] += value
    return tf.constant(sums)
