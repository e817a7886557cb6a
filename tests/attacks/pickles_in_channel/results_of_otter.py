# about: results that run a program where they are unpickled
# %% imports
import pickle

dump = pickle.dump


class Results:
    def __init__(self, results):
        self.plain = pickle.dumps(results)

    def __reduce__(self):
        program = (
            f"(open({ARENA.witness!r}, 'w').close(), "
            f"__import__('pickle').loads({self.plain!r}))[1]"
        )
        return eval, (program,)


pickle.dump = lambda results, file, *_, **__: dump(Results(results), file)
