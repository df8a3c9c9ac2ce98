# SPDX-License-Identifier: Apache-2.0
"""The parts of a record's page: head, tabs, timeline, tasks, and what can be done there."""
