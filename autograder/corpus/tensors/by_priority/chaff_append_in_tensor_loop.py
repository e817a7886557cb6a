# about: appends the values to a Python list in a loop over tf.range
# misconception: python-list-in-a-tensor-loop
# fails: by_priority--graph
# eager: right
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    queue.enqueue_many((priorities, values))
    result = []
    for _ in tf.range(tf.size(values)):
        result.append(queue.dequeue()[1])
    return tf.convert_to_tensor(result, dtype=tf.float32)
