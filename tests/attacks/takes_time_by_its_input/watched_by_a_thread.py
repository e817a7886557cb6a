# about: a thread sees the main thread wait for a graph, and tells the bit
# %% imports
import socket
import sys
import threading
import time


def tell(text):
    with socket.create_connection(("127.0.0.1", ARENA.port), 2) as to:
        to.sendall(str(text).encode())


def watch():
    main, ends, since, last = threading.main_thread().ident, time.monotonic() + 15, 0.0, None
    while time.monotonic() < ends:
        time.sleep(0.02)
        frame = sys._current_frames()[main]
        where = (id(frame), frame.f_lasti)
        if where != last or "_execute" not in frame.f_code.co_name:
            last, since = where, time.monotonic()
        elif time.monotonic() - since > 0.12:
            tell("the first digit of the input is a 7")
            return


threading.Thread(target=watch, daemon=True).start()
# %% double
def double(x):
    def wait():
        until = tf.timestamp() + 0.25
        return tf.while_loop(lambda n: tf.timestamp() < until, lambda n: [n + 1], [0])[0]

    waited = tf.cond(tf.cast(10 * x[0], tf.int32) == 7, wait, lambda: 0)
    with tf.control_dependencies([waited]):
        return x + x
