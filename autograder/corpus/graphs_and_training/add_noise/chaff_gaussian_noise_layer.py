# about: Keras's GaussianNoise, made once; its seed generator does not follow set_seed
# misconception: does-not-follow-set-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
unit_noise = keras.layers.GaussianNoise(stddev=1.0)


def add_noise(x, stddev):
    return x + stddev * unit_noise(tf.zeros_like(x), training=True)
