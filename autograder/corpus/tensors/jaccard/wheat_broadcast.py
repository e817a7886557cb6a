# about: no tf.sets: marks the first of each repeat, and compares everything with everything
# %% jaccard
def _first_of_its_kind(rows):
    same = rows[:, :, tf.newaxis] == rows[:, tf.newaxis, :]
    width = tf.shape(rows)[1]
    earlier = tf.range(width)[tf.newaxis, :] < tf.range(width)[:, tf.newaxis]
    return ~tf.reduce_any(same & earlier, axis=2)


def jaccard(a, b):
    def count(mask):
        return tf.math.count_nonzero(mask, axis=1, dtype=tf.float32)

    first_a, first_b = _first_of_its_kind(a), _first_of_its_kind(b)
    in_b = tf.reduce_any(a[:, :, tf.newaxis] == b[:, tf.newaxis, :], axis=2)
    common = count(first_a & in_b)
    return common / (count(first_a) + count(first_b) - common)
