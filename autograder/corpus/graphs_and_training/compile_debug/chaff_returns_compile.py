# about: returns what compile returns, which is nothing
# misconception: missing-return
# fails: compile_debug--eager, compile_debug--trains
# %% compile_debug
def compile_debug(model):
    return model.compile(loss="mse", optimizer="sgd", run_eagerly=True)
