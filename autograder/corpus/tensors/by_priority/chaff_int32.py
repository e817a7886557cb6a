# about: squeezes the priorities through int32: right as a graph for small ones
# misconception: int32-is-enough
# fails: by_priority--values
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], [()])
    small = tf.cast(priorities, tf.int32)
    queue.enqueue_many([tf.cast(small, tf.int64), values])
    return queue.dequeue_many(tf.size(values))[1]
