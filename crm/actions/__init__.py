# SPDX-License-Identifier: Apache-2.0
"""Writing: one verb of the office, one function."""
