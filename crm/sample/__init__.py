# SPDX-License-Identifier: Apache-2.0
"""The invented county, put together the same every time, in any size."""
