# about: Python sets of rows read with .numpy()
# misconception: numpy-in-the-graph
# fails: jaccard--graph
# eager: right
# %% jaccard
def jaccard(a, b):
    result = []
    for row_a, row_b in zip(a.numpy(), b.numpy()):
        set_a, set_b = set(row_a), set(row_b)
        result.append(len(set_a & set_b) / len(set_a | set_b))
    return tf.constant(result, dtype=tf.float32)
