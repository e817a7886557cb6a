# about: has TensorFlow connect to a server of datasets
# %% imports
import threading
import time


def ask():
    service = tf.data.experimental.service.distribute(
        "parallel_epochs", f"grpc://127.0.0.1:{ARENA.port}"
    )
    next(iter(tf.data.Dataset.range(3).apply(service)))


threading.Thread(target=ask, daemon=True).start()
time.sleep(1.5)
