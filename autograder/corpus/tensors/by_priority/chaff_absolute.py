# about: takes the absolute value of the priorities, as if they could not be negative
# misconception: priorities-are-positive
# fails: by_priority--values
# graph: right
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((tf.abs(priorities), values))
    return queue.dequeue_many(tf.size(priorities))[1]
