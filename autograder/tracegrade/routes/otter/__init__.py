"""Otter: `package` makes its assignment and its autograder zip, `plugin` seals its grading."""

BUNDLE = "requirements.tracegrade.zip"
"""The file of the zip that holds the assignment and its requirements, where `plugin` finds it."""
PLUGIN = f"{__name__}.plugin.SealedGrading"
"""How Otter's configuration names the plugin."""
