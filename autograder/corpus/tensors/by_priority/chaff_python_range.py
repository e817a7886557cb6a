# about: as many turns as the static shape says: right in a cell, None in a graph
# misconception: static-shape
# fails: by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], [()])
    queue.enqueue_many([priorities, values])
    out = [queue.dequeue()[1] for _ in range(values.shape[0])]
    return tf.reshape(tf.stack(out), [-1]) if out else values
