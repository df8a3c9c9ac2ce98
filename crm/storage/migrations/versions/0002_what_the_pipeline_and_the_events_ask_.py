# SPDX-License-Identifier: Apache-2.0
"""what the pipeline and the events ask next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go from the schema before to this one."""
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_organisation_latest'))
        batch_op.create_index('ix_activity_organisation_latest', ['organisation_id', 'happened_on', 'deleted'], unique=False)
        batch_op.drop_index(batch_op.f('ix_activity_person_latest'))
        batch_op.create_index('ix_activity_person_latest', ['person_id', 'happened_on', 'deleted'], unique=False)

    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.drop_index(batch_op.f('ix_event_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_event_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.drop_index(batch_op.f('ix_organisation_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.drop_index(batch_op.f('ix_organisation_live_staff_id_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.drop_index(batch_op.f('ix_organisation_live_type_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_organisation_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_organisation_live_staff_id_name_key', ['staff_id', 'name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_organisation_live_type_name_key', ['type', 'name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.drop_index(batch_op.f('ix_person_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.drop_index(batch_op.f('ix_person_live_organisation_id_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_person_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_person_live_organisation_id_name_key', ['organisation_id', 'name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.add_column(sa.Column('stage_reason', sa.String(length=200), nullable=True))
        batch_op.drop_index(batch_op.f('ix_project_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.drop_index(batch_op.f('ix_project_live_signed'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_project_live_signed', ['signed_on', 'started_on', 'agreed_investment', 'total_investment', 'previous_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.drop_index(batch_op.f('ix_project_live_started'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_project_live_started', ['started_on', 'total_investment', 'previous_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_created', ['created_at', 'total_investment', 'previous_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('register_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.drop_index(batch_op.f('ix_register_entry_live_kind_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.drop_index(batch_op.f('ix_register_entry_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_register_entry_live_kind_name_key', ['kind', 'name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_register_entry_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.drop_index(batch_op.f('ix_staff_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_staff_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(length=200).with_variant(sa.String(length=200, collation='C'), 'postgresql'), server_default=sa.text("('')"), nullable=False))
        batch_op.drop_index(batch_op.f('ix_unit_live_name'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_unit_live_name_key', ['name_key', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
