# about: raises markup, in messages, in names of exceptions, and in the lines that raise it
# %% imports
MARKUP = "</dd></dl></section><script>alert(1)</script><svg/onload=alert(1)><iframe src=//127.0.0.1>"
raise type("<img src=x onerror=alert(1)>", (Exception,), {})(f"{MARKUP}<style>*{{display:none}}</style>")
# %% double
MARKUP = "</p><script>alert(1)</script><form action=//127.0.0.1><input name=mark onfocus=alert(1) autofocus>"


def double(x):
    # On a line that is shown.
    raise type("E<iframe srcdoc=x>", (ValueError,), {})(MARKUP + "<a href=javascript:alert(1)>points</a>")
# %% jitter
def jitter(x, stddev):
    "<script>alert(1)</script>"; raise ValueError("<script>alert(1)</script>")
