# about: settings in a dict, all that has to do with graphs spelled out
# %% compile_debug
def compile_debug(model):
    settings = {
        "optimizer": "sgd",
        "loss": keras.losses.Huber(),
        "metrics": ["mae"],
        "run_eagerly": True,
        "jit_compile": False,
        "steps_per_execution": 1,
    }
    model.compile(**settings)
    return model
