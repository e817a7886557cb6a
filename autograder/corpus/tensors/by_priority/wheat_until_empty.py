# about: takes elements out while there are any, and appends each by tf.concat
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], [[]])
    queue.enqueue_many([priorities, values])
    result = tf.zeros([0], tf.float32)
    while queue.size() > 0:
        tf.autograph.experimental.set_loop_options(
            shape_invariants=[(result, tf.TensorShape([None]))]
        )
        result = tf.concat([result, [queue.dequeue()[1]]], axis=0)
    return result
