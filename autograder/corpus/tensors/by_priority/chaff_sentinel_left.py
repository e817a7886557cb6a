# about: a last element so that nobody ever waits; it stays in, and comes out in the next call of the graph
# misconception: something-left-in-the-queue
# fails: by_priority--again
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(1000, [tf.float32], [()])
    queue.enqueue_many([priorities, values])
    queue.enqueue([tf.reduce_max(priorities) + 1, tf.constant(0.0)])
    return queue.dequeue_many(tf.size(values))[1]
