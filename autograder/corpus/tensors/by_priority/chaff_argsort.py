# about: sorts by tf.argsort, without a queue
# misconception: queue-not-used
# fails: by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    return tf.gather(values, tf.argsort(priorities))
