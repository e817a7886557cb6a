# about: puts x into a tf.Variable at each call and adds to that
# misconception: variable-made-at-each-call
# fails: add_noise--values, add_noise--fresh, add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    noisy = tf.Variable(x)
    noisy.assign_add(tf.random.normal(tf.shape(x), stddev=stddev))
    return tf.convert_to_tensor(noisy)
