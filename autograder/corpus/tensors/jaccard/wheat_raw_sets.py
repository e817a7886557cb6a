# about: the raw set operation, and the number of its entries per row by a segment sum
# %% jaccard
def jaccard(a, b):
    n = tf.shape(a)[0]

    def size(operation):
        found = tf.raw_ops.DenseToDenseSetOperation(set1=a, set2=b, set_operation=operation)
        rows = found.result_indices[:, 0]
        ones = tf.ones_like(rows, dtype=tf.float32)
        return tf.math.unsorted_segment_sum(ones, rows, num_segments=n)

    return tf.math.divide_no_nan(size("intersection"), size("union"))
