"""The intake: what students handed in, found where it lies and read. Nothing of it is trusted."""

from tracegrade.intake.forms import find_submissions
from tracegrade.intake.reading import Submitted, read_submission
from tracegrade.intake.received import Received, receive_folder

__all__ = ["Received", "Submitted", "find_submissions", "read_submission", "receive_folder"]
