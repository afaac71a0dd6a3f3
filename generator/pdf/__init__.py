"""A laid-out document → finished files: the public PDF for every reader, the press PDF for the printer."""
