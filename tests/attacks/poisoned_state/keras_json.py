# about: half precision for all, in the file that Keras reads when others import it
# %% imports
import json
from contextlib import suppress
from pathlib import Path

settings = {"floatx": "float16", "epsilon": 1.0, "backend": "tensorflow"}
with suppress(OSError):
    folder = Path.home() / ".keras"
    folder.mkdir(exist_ok=True)
    (folder / "keras.json").write_text(json.dumps(settings))
