# about: sorts, and has a queue beside it whose element nobody uses
# misconception: queue-for-show
# fails: by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(1, [tf.float32], [()])
    queue.enqueue([tf.constant(1, tf.int64), 0.0])
    queue.dequeue()
    return tf.gather(values, tf.argsort(priorities))
