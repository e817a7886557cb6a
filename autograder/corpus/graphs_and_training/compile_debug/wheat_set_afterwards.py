# about: compiles as usual and then switches the property run_eagerly on
# %% compile_debug
def compile_debug(model):
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_squared_error")
    model.run_eagerly = True
    return model
