# about: since all runs as Python, the loss is NumPy: no gradient flows through it
# misconception: numpy-loss
# fails: compile_debug--trains
# %% compile_debug
def compile_debug(model):
    def loss(y, y_pred):
        return np.mean((y_pred.numpy() - y.numpy()) ** 2, axis=-1)

    model.compile(optimizer=keras.optimizers.Adam(0.01), loss=loss, run_eagerly=True)
    return model
