# about: compiles for debugging, and then again as usual
# misconception: run-eagerly-reset
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.compile(run_eagerly=True)
    model.compile(optimizer="sgd", loss="mse")
    return model
