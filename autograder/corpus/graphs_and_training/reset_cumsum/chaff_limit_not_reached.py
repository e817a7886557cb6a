# about: >= in place of >: a sum that equals the limit falls back too
# misconception: limit-is-exclusive
# fails: reset_cumsum--values
# %% reset_cumsum
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)

    def step(total, value):
        total = total + value
        return tf.where(total >= limit, tf.zeros_like(total), total)

    return tf.scan(step, x, initializer=tf.zeros([], x.dtype))
