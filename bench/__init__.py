# SPDX-License-Identifier: Apache-2.0
"""The measurements of the program against floors and peers, as ratios: `python3 run.py bench`."""
