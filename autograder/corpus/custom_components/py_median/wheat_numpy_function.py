# about: tf.numpy_function, the shape restored by ensure_shape
# %% py_median
from statistics import median


def py_median(x):
    x = tf.convert_to_tensor(x)
    wrapped = lambda a: np.asarray(median(a), a.dtype)
    return tf.ensure_shape(tf.numpy_function(wrapped, [x], x.dtype, stateful=False), ())
