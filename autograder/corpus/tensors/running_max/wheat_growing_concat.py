# about: AutoGraph loop over x that appends by concat, with a shape invariant
# %% running_max
def running_max(x):
    best = tf.constant(-np.inf, x.dtype)
    out = x[:0]
    for element in x:
        tf.autograph.experimental.set_loop_options(
            shape_invariants=[(out, tf.TensorShape([None]))]
        )
        best = tf.maximum(best, element)
        out = tf.concat([out, [best]], axis=0)
    return out
