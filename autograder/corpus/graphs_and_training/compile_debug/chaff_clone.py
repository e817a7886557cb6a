# about: compiles and returns a copy of the model
# misconception: copy-returned
# fails: compile_debug--trains
# %% compile_debug
def compile_debug(model):
    debugged = keras.models.clone_model(model)
    debugged.compile(loss="mse", optimizer="sgd", run_eagerly=True)
    return debugged
