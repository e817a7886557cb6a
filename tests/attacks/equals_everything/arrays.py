# about: stands in for a subject of a check, and gives arrays that agree with all others
# %% double
class Yes(np.ndarray):
    """An array with which NumPy finds everything close."""

    def __array_function__(self, function, types, args, kwargs):
        return True

    def __eq__(self, other):
        return True

    shape = property(lambda self: Same())
    dtype = property(lambda self: Same())
    __hash__ = None


class Same:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return hash("f")  # the kind of floats, in a set too

    def __getattr__(self, name):
        return self


class Double:
    name = label = "double"
    steps = ()

    def __call__(self, x):
        return x

    def then(self, step):
        return self

    def seal(self, functions):
        self.count = 1 + len(functions[0].gradient)
        return self

    def run(self, function, *inputs):
        return [np.zeros(()).view(Yes)] * self.count

    def facts(self, function):
        from tracegrade.subjects import GraphFacts

        return GraphFacts({}, 0)

    def variables(self):
        return []

    observe = called = differs = assign = untracked = lambda self, *_: None


double = Double()
