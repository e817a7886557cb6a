# about: zip over two tensors, which AutoGraph does not convert
# misconception: python-iteration-over-a-tensor
# fails: jaccard--graph
# eager: right
# %% jaccard
def jaccard(a, b):
    result = []
    for row_a, row_b in zip(a, b):
        common = np.intersect1d(row_a, row_b).size
        result.append(common / np.union1d(row_a, row_b).size)
    return tf.convert_to_tensor(result, dtype=tf.float32)
