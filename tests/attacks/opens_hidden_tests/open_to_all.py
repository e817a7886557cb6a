# about: reads what every user of the machine may read
# %% imports
raise ValueError(open(ARENA.open_secret).read())
