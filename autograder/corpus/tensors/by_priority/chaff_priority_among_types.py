# about: lists the type of the priority too, which the queue adds by itself
# misconception: priority-declared-twice
# fails: by_priority--values, by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.int64, tf.float32], shapes=[(), ()])
    queue.enqueue_many((priorities, values))
    return queue.dequeue_many(tf.size(values))[1]
