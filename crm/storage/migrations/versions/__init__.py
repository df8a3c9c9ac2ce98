# SPDX-License-Identifier: Apache-2.0
"""One script for each schema, in their order; made by `crm.storage.migrations.make`."""
