# SPDX-License-Identifier: Apache-2.0
"""What the office knows and does. Nothing here knows a screen."""
