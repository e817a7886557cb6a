# about: no loop over elements: compares with what stands 1, 2, 4, … places before
# %% running_max
def running_max(x):
    n = tf.size(x)
    lowest = tf.fill([n], tf.constant(-float("inf"), x.dtype))
    step = tf.constant(1)
    while step < n:
        tf.autograph.experimental.set_loop_options(
            shape_invariants=[(x, tf.TensorShape([None]))]
        )
        shifted = tf.concat([lowest[:step], x[:-step]], axis=0)
        x = tf.maximum(x, shifted)
        step *= 2
    return x
