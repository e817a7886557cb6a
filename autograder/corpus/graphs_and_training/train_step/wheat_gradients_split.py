# about: one gradient call for all variables, cut in two afterwards; optimizer.apply
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    first, *others = metrics

    def step(x, y):
        below, above = lower.trainable_variables, upper.trainable_variables
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred) + sum(model.losses)
        grads = tape.gradient(loss, below + above)
        n = len(below)
        upper_opt.apply(grads[n:], above)
        lower_opt.apply(grads[:n], below)
        first(loss)
        for m in others:
            m(y, y_pred)
        return loss

    return step
