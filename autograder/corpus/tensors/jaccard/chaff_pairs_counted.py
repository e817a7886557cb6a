# about: counts equal pairs, so that a repeated element counts several times
# misconception: repeats-count
# fails: jaccard--values
# graph: right
# %% jaccard
def jaccard(a, b):
    equal = a[:, :, tf.newaxis] == b[:, tf.newaxis, :]
    common = tf.reduce_sum(tf.cast(equal, tf.float32), axis=[1, 2])
    sizes = tf.cast(tf.shape(a)[1] + tf.shape(b)[1], tf.float32)
    return common / (sizes - common)
