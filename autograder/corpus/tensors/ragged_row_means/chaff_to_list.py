# about: goes through Python lists, which a traced ragged tensor cannot give
# misconception: numpy-method
# fails: ragged_row_means--graph
# eager: right
# %% ragged_row_means
def ragged_row_means(ragged):
    means = [sum(row) / len(row) if row else 0.0 for row in ragged.to_list()]
    return tf.constant(means, dtype=tf.float32)
