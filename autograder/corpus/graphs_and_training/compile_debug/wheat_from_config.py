# about: goes by a configuration, as a saved model does
# %% compile_debug
def compile_debug(model):
    model.compile_from_config(
        {
            "optimizer": keras.optimizers.serialize(keras.optimizers.Nadam(learning_rate=0.01)),
            "loss": "mean_squared_error",
            "run_eagerly": True,
        }
    )
    return model
