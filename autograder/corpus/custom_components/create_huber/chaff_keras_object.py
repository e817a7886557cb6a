# about: returns keras.losses.Huber(delta), whose value is the mean
# misconception: mean-not-elementwise
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    return keras.losses.Huber(delta=threshold)
