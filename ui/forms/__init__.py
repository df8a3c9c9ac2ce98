# SPDX-License-Identifier: Apache-2.0
"""A kind becomes an editor; the form of a record is composed from its fields."""
