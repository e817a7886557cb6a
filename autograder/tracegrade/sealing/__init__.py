"""Making graphs out of a student's code (`trace`); nothing here runs in a process that judges."""
