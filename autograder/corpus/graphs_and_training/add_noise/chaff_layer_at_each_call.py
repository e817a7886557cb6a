# about: makes a GaussianNoise layer at each call, and with it the variable of its seeds
# misconception: variable-made-at-each-call
# fails: add_noise--values, add_noise--fresh, add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    noise = keras.layers.GaussianNoise(1.0)(tf.zeros_like(x), training=True)
    return x + stddev * noise
