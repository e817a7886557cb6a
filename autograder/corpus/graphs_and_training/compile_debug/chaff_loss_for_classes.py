# about: takes the loss of a classification from another notebook
# misconception: classification-loss
# fails: compile_debug--trains
# %% compile_debug
def compile_debug(model):
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"], run_eagerly=True)
    return model
