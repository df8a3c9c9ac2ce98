# SPDX-License-Identifier: Apache-2.0
"""Boards of cards in columns: projects by stage, guests by follow-up."""
