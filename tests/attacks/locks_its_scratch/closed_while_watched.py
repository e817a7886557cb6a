# about: a closed folder, while the supervisor counts what is in it
# %% double
import os
import time

os.makedirs(ARENA.token)
os.mkdir("closed", mode=0)
os.chmod(ARENA.token, 0)
time.sleep(1.5)
