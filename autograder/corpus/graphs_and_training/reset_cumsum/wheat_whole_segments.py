# about: one turn of the loop for each reset, not for each element: tf.cumsum of the rest up to the first sum over the limit
# %% reset_cumsum
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)
    limit = tf.cast(limit, x.dtype)

    def body(done, rest):
        sums = tf.cumsum(rest)
        over = tf.reshape(tf.where(sums > limit), [-1])
        first = tf.concat([over, [tf.size(rest, tf.int64)]], 0)[0]
        reset = tf.zeros([tf.minimum(tf.size(over), 1)], x.dtype)
        return tf.concat([done, sums[:first], reset], 0), rest[first + 1:]

    done, _ = tf.while_loop(
        lambda done, rest: tf.size(rest) > 0,
        body,
        (tf.zeros([0], x.dtype), x),
        shape_invariants=(tf.TensorShape([None]), tf.TensorShape([None])),
    )
    return tf.reshape(done, tf.shape(x))
