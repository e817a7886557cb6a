# about: compile returns None, and so does this
# misconception: returns-none
# fails: compile_debug--eager, compile_debug--trains
# %% compile_debug
def compile_debug(model):
    optimizer = keras.optimizers.Adam(learning_rate=0.01)
    return model.compile(optimizer=optimizer, loss="mse", run_eagerly=True)
