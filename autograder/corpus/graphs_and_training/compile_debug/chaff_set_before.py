# about: sets the property first; compile then sets it back to False
# misconception: set-before-compile
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.run_eagerly = True
    model.compile(optimizer="adam", loss="mse")
    return model
