# about: the release as it was given out
# points: 0
# fails: derivative, standardize, set_row, weighted_total, range_quiz, numpy_range, ragged_row_means, sparse_row_sums, running_max, char_counts, jaccard, by_priority

