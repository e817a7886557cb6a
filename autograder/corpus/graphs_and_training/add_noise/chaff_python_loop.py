# about: a Python loop over the rows or elements: unrolled, impossible for an unknown number
# misconception: python-loop-is-unrolled
# fails: add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    if x.shape[0] == 0:
        return x
    noisy = []
    for i in range(x.shape[0]):
        noisy.append(x[i] + tf.random.normal(tf.shape(x[i]), stddev=stddev))
    return tf.stack(noisy)
