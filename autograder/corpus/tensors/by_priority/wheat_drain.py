# about: while_loop that takes out until the queue says that its size is 0
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, [tf.float32], [()])
    queue.enqueue_many([priorities, values])

    def take(out):
        _, value = queue.dequeue()
        return [tf.concat([out, tf.reshape(value, [1])], axis=0)]

    (result,) = tf.while_loop(
        lambda out: queue.size() > 0,
        take,
        [tf.zeros([0], tf.float32)],
        shape_invariants=[tf.TensorShape([None])],
        parallel_iterations=1,
    )
    return result
