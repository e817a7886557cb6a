# about: one by one in and out, with a TensorArray for the result
# %% by_priority
def by_priority(priorities, values):
    n = tf.shape(values)[0]
    queue = tf.queue.PriorityQueue(128, tf.float32, shapes=())
    for i in tf.range(n):
        queue.enqueue((priorities[i], values[i]))
    result = tf.TensorArray(tf.float32, size=n, element_shape=())
    for i in tf.range(n):
        _, value = queue.dequeue()
        result = result.write(i, value)
    return result.stack()
