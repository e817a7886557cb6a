# about: a learning rate of 0, so that nothing moves while one looks
# misconception: learning-rate-zero
# fails: compile_debug--trains
# %% compile_debug
def compile_debug(model):
    frozen = keras.optimizers.SGD(learning_rate=0.0)
    model.compile(loss="mse", optimizer=frozen, run_eagerly=True)
    return model
