# about: two masks that are both 0 where the number equals the maximum
# misconception: equality-in-no-branch
# fails: running_max--values
# %% running_max
def running_max(x):
    def larger(a, b):
        return a * tf.cast(a > b, x.dtype) + b * tf.cast(b > a, x.dtype)

    return tf.scan(larger, x, initializer=x.dtype.min)
