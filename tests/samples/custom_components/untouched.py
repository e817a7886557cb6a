# about: the release as it was given out
# points: 0
# fails: huber_fn, create_huber, huber_loss, within_one, huber_metric, streaming_f1, metric_quiz, layer_normalization, residual_block, residual_regressor, soft_clip, py_median, component_quiz
