# SPDX-License-Identifier: Apache-2.0
"""The papers that come out of the office: the guide, sheets, event papers and reports."""
