"""Accuracy and time beside what others use, and speed as ratios, all in one run: `make bench`."""
