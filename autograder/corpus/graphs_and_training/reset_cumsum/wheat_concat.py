# about: the result grows by tf.concat, with a shape invariant for the loop
# %% reset_cumsum
def reset_cumsum(x, limit):
    out = tf.zeros([0], tf.float32)
    s = tf.constant(0.0)
    for k in tf.range(tf.size(x)):
        tf.autograph.experimental.set_loop_options(
            shape_invariants=[(out, tf.TensorShape([None]))]
        )
        s = s + x[k]
        if s > limit:
            s = 0.0 * tf.ones_like(s)
        out = tf.concat([out, s[tf.newaxis]], axis=0)
    return out
