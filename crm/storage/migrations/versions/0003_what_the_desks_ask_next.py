# SPDX-License-Identifier: Apache-2.0
"""what the desks ask next."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go from the schema before to this one."""
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('crop', sa.String(length=40), nullable=True))

    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index('ix_event_live_days', ['starts_on', 'ends_on', 'state', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_activity_on', sa.Date(), nullable=True))
        batch_op.create_index('ix_organisation_live_spoken', ['last_activity_on', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_organisation_live_trade', ['updated_at', 'chains', 'wanted_chains', 'industry', 'do_not_contact', 'screening', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('last_activity_on', sa.Date(), nullable=True))
        batch_op.create_index('ix_person_live_spoken', ['last_activity_on', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('problem', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_problem_open'))
        batch_op.create_index('ix_problem_live_open', ['state', 'due_on', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    with op.batch_alter_table('policy', schema=None) as batch_op:
        batch_op.add_column(sa.Column('let_in', sa.Text(), nullable=True))

    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.add_column(sa.Column('let_in', sa.Text(), nullable=True))
        batch_op.drop_index(batch_op.f('ix_project_live_staff_id_stage'), sqlite_where=sa.text('deleted = 0'))
        batch_op.create_index('ix_project_live_class', ['industry', 'stage', 'status', 'updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_own', ['staff_id', 'stage', 'status', 'updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_spoken', ['status', 'last_activity_on', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_trade', ['chain', 'stage', 'status', 'updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    _keep_the_newest_of_each_setting()
    with op.batch_alter_table('store_setting', schema=None) as batch_op:
        batch_op.create_index('uq_store_setting_live_key', ['key'], unique=True, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    _say_when_somebody_was_spoken_to_last()


def _keep_the_newest_of_each_setting() -> None:
    """Two offices that settled the same key at the same moment had made a row each."""
    setting = sa.table(
        'store_setting', sa.column('id', sa.Integer()), sa.column('key', sa.String()),
        sa.column('deleted', sa.Boolean()), sa.column('updated_at', sa.String()),
    )
    other = setting.alias()
    later = sa.or_(
        other.c.updated_at > setting.c.updated_at,
        sa.and_(other.c.updated_at == setting.c.updated_at, other.c.id > setting.c.id),
    )
    newer = sa.exists().where(other.c.key == setting.c.key, sa.not_(other.c.deleted), later)
    op.execute(setting.update().where(sa.not_(setting.c.deleted), newer).values(deleted=True))


def _say_when_somebody_was_spoken_to_last() -> None:
    """Organisations and people keep the day of their last contact, as projects do."""
    activity = sa.table(
        'activity', sa.column('id'), sa.column('organisation_id'), sa.column('person_id'),
        sa.column('happened_on'), sa.column('deleted', sa.Boolean()),
    )
    for name in ('organisation', 'person'):
        owner = sa.table(name, sa.column('id'), sa.column('last_activity_on'))
        link = activity.c[f'{name}_id']
        last = sa.select(sa.func.max(activity.c.happened_on)).where(link == owner.c.id, sa.not_(activity.c.deleted))
        op.execute(owner.update().values(last_activity_on=last.scalar_subquery()))
    part = sa.table('activity_person', sa.column('activity_id'), sa.column('person_id'), sa.column('deleted', sa.Boolean()))
    person = sa.table('person', sa.column('id'), sa.column('last_activity_on'))
    together = sa.select(sa.func.max(activity.c.happened_on)).where(
        part.c.person_id == person.c.id, part.c.activity_id == activity.c.id,
        sa.not_(part.c.deleted), sa.not_(activity.c.deleted),
    ).scalar_subquery()
    later = sa.or_(person.c.last_activity_on.is_(None), person.c.last_activity_on < together)
    op.execute(person.update().where(later).values(last_activity_on=together))
