"""The ways from one source to what others take: nbgrader's, Otter's, Gradescope's."""
