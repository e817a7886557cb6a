# about: a table with one row and tf.map_fn, whose output signature gives the shape; the operation stands in the body of a loop
# %% py_median
import statistics


def py_median(x):
    def of_row(row):
        return tf.py_function(lambda r: statistics.median(r.numpy().tolist()), [row], row.dtype)

    table = tf.expand_dims(x, 0)
    spec = tf.TensorSpec(shape=(), dtype=x.dtype)
    return tf.map_fn(of_row, table, fn_output_signature=spec)[0]
