# about: appends the maxima to a Python list in a loop over tf.range
# misconception: python-list-in-a-tensor-loop
# fails: running_max--graph
# eager: right
# %% running_max
def running_max(x):
    result = []
    for i in tf.range(tf.shape(x)[0]):
        result.append(tf.reduce_max(x[: i + 1]))
    return tf.convert_to_tensor(result, dtype=x.dtype)
