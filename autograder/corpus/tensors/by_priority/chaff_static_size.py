# about: takes as many out as the static shape says, which is None when the length is unknown
# misconception: static-shape-for-the-size
# fails: by_priority--graph
# eager: right
# %% by_priority
def by_priority(priorities, values):
    n = priorities.shape[0]
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((priorities, values))
    return queue.dequeue_many(n)[1]
