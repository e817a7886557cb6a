# about: Python's heapq in tf.py_function, no queue of TensorFlow
# misconception: py-function
# fails: by_priority--graph
# eager: right
# %% by_priority
import heapq


def by_priority(priorities, values):
    def sort(priorities, values):
        heap = list(zip(priorities.numpy(), values.numpy()))
        heapq.heapify(heap)
        ordered = [heapq.heappop(heap)[1] for _ in range(len(heap))]
        return tf.constant(ordered, dtype=tf.float32)

    result = tf.py_function(sort, [priorities, values], tf.float32)
    return tf.ensure_shape(result, values.shape)
