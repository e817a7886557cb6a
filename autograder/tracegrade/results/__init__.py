"""Results of submissions, and the files that they are written to.

`records` holds them; `text` makes what students wrote safe to show; `gradescope`, `table`,
`feedback` and `run` each make one kind of file; `folder` writes them.
"""
