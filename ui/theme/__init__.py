# SPDX-License-Identifier: Apache-2.0
"""How everything looks: colours by role, sizes, fonts and icons."""
