# about: counts the jumps in sorted rows with keras.ops; |A and B| = |A| + |B| - |A or B|
# %% jaccard
def jaccard(a, b):
    def distinct(rows):
        rows = keras.ops.sort(rows, axis=-1)
        jumps = keras.ops.not_equal(rows[:, 1:], rows[:, :-1])
        return 1.0 + keras.ops.sum(keras.ops.cast(jumps, "float32"), axis=-1)

    union = distinct(keras.ops.concatenate([a, b], axis=-1))
    return (distinct(a) + distinct(b) - union) / union
