# about: a loop in Python that ignores SIGINT and SIGTERM, and catches what interrupts it
# %% double
import signal

for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
