# about: finds constant columns by largest == smallest, and puts tf.where before and after the division
# %% standardize
def standardize(x):
    constant = tf.equal(tf.reduce_max(x, axis=0), tf.reduce_min(x, axis=0))
    deviation = tf.math.reduce_std(x, axis=0)
    safe = tf.where(constant, tf.ones_like(deviation), deviation)
    scaled = (x - tf.reduce_mean(x, axis=0)) / safe
    return tf.where(constant, tf.zeros_like(x), scaled)
