# about: a dict of lists goes into the tape and comes out; metrics first; returns a dict
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    optimizers = {"lower": lower_opt, "upper": upper_opt}

    def forward(x, y):
        y_pred = model(x, training=True)
        return loss_fn(y, y_pred) + sum(model.losses), y_pred

    def step(x, y):
        with tf.GradientTape() as tape:
            loss, y_pred = forward(x, y)
        for number, metric in enumerate(metrics):
            metric.update_state(*([loss] if number == 0 else [y, y_pred]))
        variables = {"lower": lower.trainable_variables, "upper": upper.trainable_variables}
        gradients = tape.gradient(loss, variables)
        for part, optimizer in optimizers.items():
            optimizer.apply_gradients(zip(gradients[part], variables[part]))
        return {"loss": loss}

    return step
