# about: caches of Matplotlib, of fonts, of compiled code and of data sets
# %% double
import importlib.util
import os

home = os.path.expanduser("~")
cached = importlib.util.cache_from_source(os.path.abspath(check.__file__))
places = [
    f"{home}/.cache/matplotlib",
    f"{home}/.config/matplotlib",
    f"{home}/.keras/datasets",
    f"{home}/.nv/ComputeCache",
    os.path.dirname(cached),
    os.path.dirname(check.__file__),
    os.path.dirname(np.__file__),
]
for place in places:
    try:
        os.makedirs(place, exist_ok=True)
        with open(f"{place}/{ARENA.token}.py", "w") as file:
            file.write("import os\n")
    except OSError:
        pass
