# about: a constant of one number that stands for a gigabyte of them, three times
# %% double
import resource

given, _ = resource.getrlimit(resource.RLIMIT_DATA)
# Where nothing limits it, a little shows as much.
more = (given if 0 < given < 4 << 30 else 0) // 3 + (64 << 20)
from tensorflow.core.framework.attr_value_pb2 import AttrValue
from tensorflow.core.framework.tensor_pb2 import TensorProto
from tensorflow.core.framework.tensor_shape_pb2 import TensorShapeProto


def constant(value):
    shape = TensorShapeProto(dim=[TensorShapeProto.Dim(size=more // 4)])
    proto = TensorProto(dtype=1, tensor_shape=shape, float_val=[value])
    return (
        tf.compat.v1.get_default_graph()
        .create_op(
            "Const",
            [],
            [tf.float32],
            attrs={"value": AttrValue(tensor=proto), "dtype": AttrValue(type=1)},
        )
        .outputs[0]
    )


def double(x):
    if not tf.inside_function():
        return x + x
    several = [constant(value) for value in (1.0, 2.0, 3.0)]
    at = tf.size(x)
    return x + x + tf.cast(several[0][at] + several[1][at] - several[2][at], x.dtype)
