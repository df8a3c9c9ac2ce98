# SPDX-License-Identifier: Apache-2.0
"""The rules of the office that need no database: plain functions over plain values."""
