# about: tracegrade/, whose checks find nothing
# %% imports
