# SPDX-License-Identifier: Apache-2.0
"""What kinds of value a field can hold: how each is stored, read, shown and doubted."""
