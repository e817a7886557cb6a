# about: a Python list of the rows; right in a cell, but a traced ragged tensor has no to_list
# misconception: python-values-in-graph
# fails: ragged_row_means--graph
# %% ragged_row_means
def ragged_row_means(ragged):
    means = [sum(row) / len(row) if row else 0.0 for row in ragged.to_list()]
    return tf.constant(means, dtype=ragged.dtype)
