# about: an endless tf.data stream of the numbers on the way, cut at 1 by take_while, and counted
# %% collatz_length
def collatz_length(n):
    def step(n, _):
        following = tf.where(n % 2 == 0, n // 2, 3 * n + 1)
        return following, n

    numbers = tf.data.Dataset.counter().scan(tf.convert_to_tensor(n, tf.int64), step)
    before_one = numbers.take_while(lambda n: n != 1)
    return before_one.reduce(tf.constant(0, tf.int64), lambda count, _: count + 1)
