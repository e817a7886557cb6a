# about: hundreds of folders within each other, and the lowest one closed
# %% double
import os

os.mkdir(ARENA.token)
above = os.open(ARENA.token, os.O_RDONLY)
for _ in range(800):
    os.mkdir("d", dir_fd=above)
    below = os.open("d", os.O_RDONLY, dir_fd=above)
    os.close(above)
    above = below
os.close(os.open("bottom", os.O_CREAT | os.O_WRONLY, dir_fd=above))
os.fchmod(above, 0)
