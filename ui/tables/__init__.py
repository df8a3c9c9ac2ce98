# SPDX-License-Identifier: Apache-2.0
"""Lists of records: ids and windows of rows, a painter for every kind, filter, columns, footer."""
