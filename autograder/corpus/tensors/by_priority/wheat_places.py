# about: queues the places instead of the values, and gathers afterwards
# %% by_priority
def by_priority(priorities, values):
    n = tf.size(values)
    queue = tf.queue.PriorityQueue(capacity=100, types=[tf.int32], shapes=[()])
    with tf.control_dependencies([queue.enqueue_many([priorities, tf.range(n)])]):
        _, places = queue.dequeue_many(n)
    return tf.gather(values, places)
