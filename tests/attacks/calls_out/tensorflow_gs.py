# about: has TensorFlow look for a file at gs://, with somebody else as the cloud
# %% imports
import os
import threading

os.environ["GCE_METADATA_HOST"] = f"127.0.0.1:{ARENA.port}"
os.environ["GCS_METADATA_REQUEST_TIMEOUT_SECS"] = "1"
asking = threading.Thread(target=tf.io.read_file, args=("gs://what-i-know/x",), daemon=True)
asking.start()
asking.join(3)
raise OSError("nothing came of it")
