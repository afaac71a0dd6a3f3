"""What editors call beside the build."""
