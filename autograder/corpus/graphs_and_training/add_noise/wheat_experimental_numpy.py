# about: tf.experimental.numpy, cast to the dtype of x
# %% add_noise
import tensorflow.experimental.numpy as tnp


def add_noise(x, stddev):
    sizes = [tf.shape(x)[axis] for axis in range(x.shape.rank)]
    noise = tnp.random.randn(*sizes)
    return x + stddev * tf.cast(noise, x.dtype)
