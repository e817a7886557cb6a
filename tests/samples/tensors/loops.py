# about: by_priority never ends once it is called: it waits for elements that nobody puts in
# rest: reference
# points: 70
# direct: ends the notebook
# fails: by_priority
# %% by_priority
def by_priority(priorities, values):
    waiting = True
    while waiting:
        pass
    return values
