# about: gives compile the argument dynamic, which Keras 3 does not have
# misconception: dynamic-is-gone
# fails: compile_debug--eager, compile_debug--trains
# %% compile_debug
def compile_debug(model):
    model.compile(loss="mse", optimizer="sgd", dynamic=True)
    return model
