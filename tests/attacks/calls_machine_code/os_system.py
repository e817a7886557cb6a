# about: a shell, by a name that no scan of the source finds
# %% double
run = getattr(__import__("so"[::-1]), "metsys"[::-1])
if run(f"echo here > {ARENA.witness}"):
    raise PermissionError("no shell")
