# about: keras.ops.while_loop, decorated with tf.function
# %% collatz_length
from keras import ops


@tf.function(input_signature=[tf.TensorSpec([], tf.int64)])
def collatz_length(n):
    def step(n, count):
        following = ops.where(ops.equal(n % 2, 0), n // 2, n * 3 + 1)
        return following, count + 1

    start = (n, ops.convert_to_tensor(0, dtype="int32"))
    return ops.while_loop(lambda n, count: ops.not_equal(n, 1), step, start)[1]
