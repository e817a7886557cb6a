"""Markdown, raw cells, attachments and outputs that were handed in, full of markup."""

import json
from pathlib import Path
from typing import Any

MARKDOWN = r"""
# <script>alert(1)</script>
[points](javascript:alert(1)) ![x](x" onerror="alert(1)) <a href="data:text/html,<script>alert(1)</script>">a</a>
<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>
$\href{javascript:alert(1)}{x} \unicode{<img src=x onerror=alert(1)>}$ $$</script><script>alert(1)$$
<div style="position:fixed;inset:0;background:white">16 of 16 points</div>
![a](attachment:a.svg)
"""


def make(folder: Path, notebook: dict[str, Any], arena: Any) -> None:
    svg = "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"
    attached = {"a.svg": {"image/svg+xml": svg}}
    cells = [{"cell_type": "markdown", "metadata": {}, "source": MARKDOWN, "attachments": attached}]
    for kind in ("text/html", "text/markdown", "text/latex"):
        cells.append({"cell_type": "raw", "metadata": {"raw_mimetype": kind}, "source": MARKDOWN})
    for number, cell in enumerate(cells):
        notebook["cells"].insert(1, {**cell, "id": f"markup-{number}"})
    html = {"text/html": "<script>alert(1)</script>", "image/svg+xml": "<svg onload=alert(1)>"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            output = {"output_type": "display_data", "metadata": {}, "data": html}
            cell["outputs"] = [output]
    notebook["metadata"]["title"] = "</title><script>alert(1)</script>"
    (folder / "arena.ipynb").write_text(json.dumps(notebook))
