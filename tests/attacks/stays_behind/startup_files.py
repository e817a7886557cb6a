# about: files that IPython, Keras, Jupyter and Python run or read when they start
# %% double
import os
import pwd
import site

try:
    homes = {os.path.expanduser("~"), pwd.getpwuid(os.getuid()).pw_dir}
except (KeyError, OSError):
    homes = {os.path.expanduser("~")}
user_site = site.getusersitepackages().removeprefix(os.path.expanduser("~")).lstrip("/")
FILES = {
    ".ipython/profile_default/startup/00-NAME.py": "import numpy\n",
    ".jupyter/nbconvert/templates/NAME/index.html.j2": "",
    ".keras/models/NAME.json": '{"floatx": "float16"}',
    f"{user_site}/NAME.pth": "import sys\n",
}
for home in homes:
    for name, text in FILES.items():
        name = name.replace("NAME", ARENA.token)
        try:
            os.makedirs(os.path.dirname(f"{home}/{name}"), exist_ok=True)
            with open(f"{home}/{name}", "w") as file:
                file.write(text)
        except OSError:
            pass
