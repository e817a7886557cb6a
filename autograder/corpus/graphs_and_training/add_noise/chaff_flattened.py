# about: flattens x and does not give it its shape back
# misconception: shape-lost
# fails: add_noise--values, add_noise--graph
# %% add_noise
def add_noise(x, stddev):
    flat = tf.reshape(x, [-1])
    return flat + tf.random.normal(tf.shape(flat), stddev=stddev)
