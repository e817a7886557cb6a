# about: gradients of all variables of the model, then shared out by looking each variable up
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    @tf.function(reduce_retracing=True)
    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            total = keras.ops.add(loss_fn(y, y_pred), keras.ops.sum([0.0, *model.losses]))
        variables = model.trainable_variables
        by_id = {id(v): g for v, g in zip(variables, tape.gradient(total, variables))}
        for part, optimizer in ((upper, upper_opt), (lower, lower_opt)):
            optimizer.apply([by_id[id(v)] for v in part.trainable_variables], part.trainable_variables)
        metrics[0].update_state(total)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return total

    return step
