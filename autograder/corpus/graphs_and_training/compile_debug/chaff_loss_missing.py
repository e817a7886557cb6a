# about: compiles without a loss
# misconception: loss-forgotten
# fails: compile_debug--trains
# %% compile_debug
def compile_debug(model):
    model.compile(optimizer="sgd", run_eagerly=True)
    return model
