# about: compiles as usual, so that Python runs only while tracing
# misconception: python-runs-only-when-traced
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.compile(loss="mse", optimizer="sgd")
    return model
