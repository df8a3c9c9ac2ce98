# SPDX-License-Identifier: Apache-2.0
"""Where records are kept: the engine, the one door for writing, history, undo, upgrade, backup."""
