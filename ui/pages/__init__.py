# SPDX-License-Identifier: Apache-2.0
"""The screens, one a file; they do not know each other and ask the desk to open one another."""
