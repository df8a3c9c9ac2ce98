# SPDX-License-Identifier: Apache-2.0
"""What a page may ask for: jobs, commands, notices, other pages, drafts."""
