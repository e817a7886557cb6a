# about: no sets: the size of a set is the number of runs in the sorted row
# %% jaccard
def jaccard(a, b):
    def distinct(rows):
        rows = tf.sort(rows, axis=-1)
        changes = tf.not_equal(rows[:, 1:], rows[:, :-1])
        return 1.0 + tf.reduce_sum(tf.cast(changes, tf.float32), axis=1)

    union = distinct(tf.concat([a, b], axis=1))
    return (distinct(a) + distinct(b) - union) / union
