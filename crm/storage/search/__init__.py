# SPDX-License-Identifier: Apache-2.0
"""The search index: tokens, the tables that hold them, who keeps them up to date, who asks."""
