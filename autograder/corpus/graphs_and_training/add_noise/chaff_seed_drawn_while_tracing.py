# about: draws the seed outside the graph, with tf.init_scope
# misconception: python-runs-only-when-traced
# fails: add_noise--fresh
# eager: right
# graph: right
# %% add_noise
def add_noise(x, stddev):
    with tf.init_scope():
        seed = tf.random.uniform([2], maxval=10**9, dtype=tf.int32)
    return x + tf.random.stateless_normal(tf.shape(x), seed, stddev=stddev)
