# about: lets a shell start it in the background, deaf to SIGHUP
# %% double
import subprocess

subprocess.Popen(
    ["/bin/sh", "-c", 'trap "" HUP TERM INT; sleep 30; exit', ARENA.token],
    start_new_session=True,
    stdin=subprocess.DEVNULL,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
