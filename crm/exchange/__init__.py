# SPDX-License-Identifier: Apache-2.0
"""Data in and out: lists into workbooks and texts, spreadsheets and contacts into records."""
