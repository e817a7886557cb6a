# about: switches XLA off, which leaves the graph
# misconception: xla-is-the-graph
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    # no compilation: then everything runs eagerly
    model.compile(loss="mse", optimizer="nadam", jit_compile=False)
    return model
