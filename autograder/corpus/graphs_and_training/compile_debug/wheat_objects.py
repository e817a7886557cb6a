# about: loss and optimizer as objects, compile through the base class, options in a dict
# %% compile_debug
def compile_debug(model):
    options = dict(run_eagerly=True, jit_compile=False)
    optimizer = keras.optimizers.SGD(learning_rate=0.01, momentum=0.5)
    keras.Model.compile(model, optimizer, keras.losses.MeanSquaredError(), **options)
    assert model.run_eagerly
    return model
