# about: raw operations only; shapes, types and order of the components told by hand
# %% by_priority
def by_priority(priorities, values):
    handle = tf.raw_ops.PriorityQueueV2(shapes=[[]], component_types=[tf.float32], capacity=100)
    tf.raw_ops.QueueEnqueueManyV2(handle=handle, components=[priorities, values])
    out = tf.raw_ops.QueueDequeueManyV2(
        handle=handle, n=tf.size(values), component_types=[tf.int64, tf.float32]
    )
    return tf.ensure_shape(out[1], [None])
