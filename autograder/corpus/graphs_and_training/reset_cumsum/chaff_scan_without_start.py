# about: tf.scan without an initializer: good graph, but no first element for n = 0, and the first is never compared with the limit
# misconception: scan-needs-no-initializer
# fails: reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)

    def step(total, value):
        total = total + value
        return tf.where(total > limit, tf.zeros_like(total), total)

    return tf.scan(step, x)
