"""Would a printer take this PDF? Any PDF is read, ours or not, and never trusted."""
