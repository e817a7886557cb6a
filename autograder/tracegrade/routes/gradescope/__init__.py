"""Gradescope: `package` makes the zip that it takes, `run` grades inside of what it makes of it."""
