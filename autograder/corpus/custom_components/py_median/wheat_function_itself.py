# about: statistics.median goes straight into numpy_function: it sorts an array of NumPy numbers; reshape makes the shape ()
# %% py_median
import statistics


def py_median(x):
    x = tf.convert_to_tensor(x)
    return tf.reshape(tf.numpy_function(statistics.median, [x], x.dtype), ())
