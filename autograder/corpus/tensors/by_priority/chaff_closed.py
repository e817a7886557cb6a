# about: closes the queue, which lives on in the traced function: its second call finds it closed
# misconception: queue-is-new-at-each-call
# fails: by_priority--again
# eager: right
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((priorities, values))
    queue.close()
    return queue.dequeue_many(tf.size(priorities))[1]
