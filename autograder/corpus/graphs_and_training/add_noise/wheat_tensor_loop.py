# about: a tensor loop over the elements, one step after the other
# %% add_noise
def add_noise(x, stddev):
    flat = tf.reshape(x, (-1,))
    n = tf.shape(flat)[0]
    ta = tf.TensorArray(tf.float32, size=n, element_shape=[])
    for i in tf.range(n):
        # in parallel, the order in which the elements get their numbers is left to chance
        tf.autograph.experimental.set_loop_options(parallel_iterations=1)
        ta = ta.write(i, flat[i] + tf.random.normal((), 0.0, stddev))
    return tf.reshape(ta.stack(), tf.shape(x))
