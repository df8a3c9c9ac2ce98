# SPDX-License-Identifier: Apache-2.0
"""Reading: frozen rows, never live records."""
