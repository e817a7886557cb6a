# about: answers with fields of other types, deep nesting, doubled keys and numbers that are none
# %% double
import gc

# In a notebook it is the session that tells of errors, in a worker what carries its answers.
OBJECTS = gc.get_objects()
for it in OBJECTS:
    if type(it).__name__ == "Session" and hasattr(it, "send"):

        def send(stream, message, content=None, *arguments, _send=it.send, **named):
            if message == "execute_reply":
                content = {**content, "status": "ok"}
            return None if message == "error" else _send(stream, message, content, *arguments, **named)

        it.send = send
CHANNELS = [it for it in OBJECTS if type(it).__name__ == "Channel" and hasattr(it, "send")]



def spoil(channel):
    send = type(channel).send
    texts = iter(
        [
            b'{"number": NaN, "answer": "sealed", "functions": {}, "variables": 1}',
            b"[" * 100_000,
            b'{"number": 1, "number": 2}',
            b'{"number": ' + b"9" * 100_000 + b"}",
            b"\xff\xfe",
        ]
    )

    def send_other(header, payload=b"", *arguments):
        if header.get("cell") == "ran":
            return send(channel, header)
        return send(channel, next(texts, b"{}"), b"\x00" * 1000)

    channel.send = send_other


def double(x):
    for channel in CHANNELS:
        spoil(channel)
    return x
