"""Starting, limiting and ending the processes that grade."""
