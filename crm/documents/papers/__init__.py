# SPDX-License-Identifier: Apache-2.0
"""The papers of an event: programme, sign-in list, badges, table cards, handbook, follow-ups."""
