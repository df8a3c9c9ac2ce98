# SPDX-License-Identifier: Apache-2.0
"""The pieces pages are made of; they know neither the records nor the desk."""
