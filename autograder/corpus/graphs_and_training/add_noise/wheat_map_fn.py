# about: tf.map_fn over positions, one folded seed for each of them
# %% add_noise
def add_noise(x, stddev):
    seed = tf.random.uniform([2], maxval=1_000_000_000, dtype=tf.int32)

    def one(position):
        own_seed = tf.random.experimental.stateless_fold_in(seed, position)
        return tf.random.stateless_normal([], own_seed)

    z = tf.map_fn(one, tf.range(tf.size(x)), fn_output_signature=tf.float32)
    return x + stddev * tf.reshape(z, tf.shape(x))
