# about: keras.losses.Huber with its default reduction gives one number
# misconception: mean-not-elementwise
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    loss = keras.losses.Huber(delta=1.0)
    return loss(y_true, y_pred)
