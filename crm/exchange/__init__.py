# SPDX-License-Identifier: Apache-2.0
"""Data in and out: lists as ledgers and CSV texts."""
