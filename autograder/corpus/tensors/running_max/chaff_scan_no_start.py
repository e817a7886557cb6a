# about: scan without an initializer starts with the first element, and an empty tensor has none
# misconception: there-is-a-first-element
# fails: running_max--graph
# %% running_max
def running_max(x):
    return tf.scan(lambda best, element: tf.maximum(best, element), x)
