# about: hands int32 priorities to a queue that wants int64
# misconception: priority-must-be-int64
# fails: by_priority--values, by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((tf.cast(priorities, tf.int32), values))
    return queue.dequeue_many(tf.size(values))[1]
