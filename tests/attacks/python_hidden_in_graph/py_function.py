# about: py_function, in a graph that says that nothing is in it
# %% double
def double(x):
    graph = tf.compat.v1.get_default_graph()
    graph.as_graph_def = lambda *_, **__: tf.Graph().as_graph_def()
    return tf.ensure_shape(tf.py_function(lambda t: t + t, [x], tf.float32), x.shape)
