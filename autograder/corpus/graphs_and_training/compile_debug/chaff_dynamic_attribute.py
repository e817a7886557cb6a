# about: sets the attribute dynamic, which Keras 3 does not know
# misconception: dynamic-is-gone
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.dynamic = True
    model.compile(loss="mse", optimizer="sgd")
    return model
