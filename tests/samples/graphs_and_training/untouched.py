# about: the release as it was given out
# points: 0
# fails: reset_cumsum--values, reset_cumsum--graph, add_noise--values, add_noise--fresh, add_noise--graph
