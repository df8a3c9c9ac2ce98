# SPDX-License-Identifier: Apache-2.0
"""The records of the office, and the rules that need no database."""
