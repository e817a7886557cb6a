# about: takes out by map_fn, one at a time; the values go in as rows of length 1
# %% by_priority
def by_priority(priorities, values):
    queue = tf.queue.PriorityQueue(100, types=[tf.float32], shapes=[tf.TensorShape([1])])
    queue.enqueue_many((priorities, values[:, tf.newaxis]))

    def next_one(_):
        return queue.dequeue()[1][0]

    return tf.map_fn(
        next_one, tf.range(tf.size(priorities)), parallel_iterations=1, fn_output_signature=tf.float32
    )
