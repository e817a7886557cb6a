# about: a Python list in the loop: fine in a cell, one append while tracing
# misconception: python-list-in-graph
# fails: running_max--graph
# %% running_max
def running_max(x):
    best = tf.constant(-np.inf, dtype=x.dtype)
    out = []
    for element in x:
        best = tf.maximum(best, element)
        out.append(best)
    return tf.stack(out) if out else x
