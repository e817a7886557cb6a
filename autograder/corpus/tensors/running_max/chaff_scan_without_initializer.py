# about: tf.scan without an initializer takes the first element, which an empty tensor does not have
# misconception: empty-input-forgotten
# fails: running_max--graph
# %% running_max
def running_max(x):
    return tf.scan(lambda a, b: tf.maximum(a, b), x)
