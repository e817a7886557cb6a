# about: asks for one step per execution, which is still a graph
# misconception: python-runs-only-when-traced
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.compile(loss="mse", optimizer="sgd", steps_per_execution=1)
    return model
