# about: multiplies the priorities to make room for positions, which overflows
# misconception: integers-do-not-overflow
# fails: by_priority--values
# graph: right
# %% by_priority
def by_priority(priorities, values):
    n = tf.size(priorities, out_type=tf.int64)
    keys = priorities * 1000 + tf.range(n)
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((keys, values))
    return queue.dequeue_many(tf.size(values))[1]
