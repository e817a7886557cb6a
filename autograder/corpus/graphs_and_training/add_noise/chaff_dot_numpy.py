# about: leaves TensorFlow with .numpy()
# misconception: numpy-in-the-graph
# fails: add_noise--values, add_noise--fresh, add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    values = x.numpy()
    values = values + np.random.normal(0.0, 1.0, values.shape) * float(stddev)
    return tf.constant(values, dtype=tf.float32)
