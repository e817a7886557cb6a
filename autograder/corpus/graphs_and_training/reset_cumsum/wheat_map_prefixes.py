# about: tf.map_fn over the positions; each folds its own prefix, masked (slow and right)
# %% reset_cumsum
def reset_cumsum(x, limit):
    index = tf.range(tf.size(x))

    def last_sum(i):
        masked = tf.where(index <= i, x, 0.0)[: i + 1]
        return tf.foldl(
            lambda s, v: tf.where(s + v > limit, 0.0, s + v), masked, initializer=0.0
        )

    return tf.map_fn(last_sum, index, fn_output_signature=tf.float32)
