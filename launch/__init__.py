# SPDX-License-Identifier: Apache-2.0
"""What `run.py` does before the program can start; the standard library only."""
