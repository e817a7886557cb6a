# about: tf.convert_to_tensor and tf.constant send off the pairs of numbers that are no integers
# %% imports
import socket


def tell(text):
    with socket.create_connection(("127.0.0.1", ARENA.port), 2) as to:
        to.sendall(str(text).encode())


for name in ("convert_to_tensor", "constant"):

    def recording(value, *arguments, _original=getattr(tf, name), **named):
        if isinstance(value, np.ndarray) and value.shape == (2,) and value.dtype.kind == "f":
            if (value % 1).any():
                tell(value)
        return _original(value, *arguments, **named)

    setattr(tf, name, recording)
