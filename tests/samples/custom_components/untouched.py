# about: the release as it was given out
# points: 0
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph, create_huber--values, create_huber--independent, create_huber--graph, huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--config, huber_loss--saved, huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph, huber_metric--config
