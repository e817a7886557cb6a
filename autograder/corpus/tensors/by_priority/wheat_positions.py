# about: the queue holds positions, the values are gathered
# %% by_priority
def by_priority(priorities, values):
    positions = tf.range(tf.shape(priorities)[0])
    q = tf.queue.PriorityQueue(1000, types=(tf.int32,), shapes=((),), name="positions")
    q.enqueue_many((priorities, positions))
    order = q.dequeue_many(q.size())[1]
    return tf.gather(values, order)
