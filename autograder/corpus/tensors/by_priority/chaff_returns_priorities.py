# about: returns the first component of what comes out, which is the priority
# misconception: priority-for-value
# fails: by_priority--values, by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((priorities, values))
    return queue.dequeue_many(tf.size(values))[0]
