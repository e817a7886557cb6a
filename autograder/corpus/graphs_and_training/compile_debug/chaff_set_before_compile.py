# about: sets run_eagerly before compile, which resets it
# misconception: run-eagerly-reset
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.run_eagerly = True
    model.compile(loss="mse", optimizer="sgd")
    return model
