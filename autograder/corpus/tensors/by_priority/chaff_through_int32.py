# about: casts the priorities to int32 and back, which cuts huge ones off
# misconception: int32-is-enough
# fails: by_priority--values
# graph: right
# %% by_priority
def by_priority(priorities, values):
    priorities = tf.cast(priorities, tf.int32)
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((tf.cast(priorities, tf.int64), values))
    return queue.dequeue_many(tf.size(priorities))[1]
