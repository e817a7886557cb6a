# about: one call of compile by names
# %% compile_debug
def compile_debug(model):
    model.compile(loss="mse", optimizer="nadam", metrics=["mae"], run_eagerly=True)
    return model
