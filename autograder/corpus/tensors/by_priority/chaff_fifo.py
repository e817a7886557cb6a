# about: a queue without priorities gives the values back as they came
# misconception: wrong-queue
# fails: by_priority--values, by_priority--graph
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.FIFOQueue(100, [tf.int64, tf.float32], shapes=[(), ()])
    queue.enqueue_many((priorities, values))
    return queue.dequeue_many(tf.size(values))[1]
