# about: zip over two tensors, which AutoGraph does not convert
# misconception: python-iteration-over-a-tensor
# fails: by_priority--graph
# eager: right
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], shapes=[()])
    for priority, value in zip(priorities, values):
        queue.enqueue((priority, value))
    return queue.dequeue_many(tf.size(values))[1]
