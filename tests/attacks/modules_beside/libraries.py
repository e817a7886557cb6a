# about: numpy.py and keras.py, and the files that Python and pytest read when they start
# %% imports
