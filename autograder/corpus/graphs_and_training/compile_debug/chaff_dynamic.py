# about: the flag of earlier versions of Keras, which means nothing now
# misconception: dynamic-flag
# fails: compile_debug--eager
# %% compile_debug
def compile_debug(model):
    model.dynamic = True
    model.compile(optimizer="adam", loss="mse", jit_compile=False)
    return model
