# SPDX-License-Identifier: Apache-2.0
"""First."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go from the schema before to this one."""
    op.create_table('attachment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('owner', sa.String(length=40), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('slot', sa.String(length=40), nullable=True),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('media_type', sa.String(length=100), nullable=True),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('caption', sa.String(length=200), nullable=True),
    sa.Column('caption_en', sa.String(length=200), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment')),
    sa.UniqueConstraint('uuid', name=op.f('uq_attachment_uuid'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index('ix_attachment_owner', ['owner', 'owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_sha256'), ['sha256'], unique=False)

    op.create_table('blob',
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('sha256', name=op.f('pk_blob'))
    )
    op.create_table('change_set',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('author', sa.String(length=60), server_default='', nullable=False),
    sa.Column('desk', sa.String(length=36), nullable=False),
    sa.Column('complete', sa.Boolean(), server_default=sa.text('(true)'), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['undoes'], ['change_set.id'], name=op.f('fk_change_set_undoes_change_set')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change_set')),
    sa.UniqueConstraint('uuid', name=op.f('uq_change_set_uuid')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('change_set', schema=None) as batch_op:
        batch_op.create_index('ix_change_set_desk', ['desk', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_set_undoes'), ['undoes'], unique=False)

    op.create_table('cost_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('name_en', sa.String(length=160), nullable=True),
    sa.Column('specification', sa.String(length=120), nullable=True),
    sa.Column('specification_en', sa.String(length=160), nullable=True),
    sa.Column('price_unit', sa.String(length=40), nullable=False),
    sa.Column('price_unit_en', sa.String(length=60), nullable=True),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('note_en', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cost_item')),
    sa.UniqueConstraint('uuid', name=op.f('uq_cost_item_uuid'))
    )
    with op.batch_alter_table('cost_item', schema=None) as batch_op:
        batch_op.create_index('ix_cost_item_live_category_position', ['category', 'position', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_cost_item_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_cost_item_live_position', ['position', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    op.create_table('guide_edition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('language', sa.String(length=40), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('data_as_of', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('theme', sa.String(length=40), nullable=True),
    sa.Column('paper', sa.String(length=20), nullable=True),
    sa.Column('chapters', sa.Text(), nullable=True),
    sa.Column('subtitle', sa.String(length=120), nullable=True),
    sa.Column('issuer', sa.String(length=120), nullable=True),
    sa.Column('hotline', sa.String(length=60), nullable=True),
    sa.Column('signatory', sa.String(length=80), nullable=True),
    sa.Column('message', sa.Text(), nullable=True),
    sa.Column('disclaimer', sa.Text(), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('pages', sa.Integer(), nullable=True),
    sa.Column('copies', sa.Integer(), nullable=True),
    sa.Column('snapshot_sha256', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guide_edition')),
    sa.UniqueConstraint('uuid', name=op.f('uq_guide_edition_uuid'))
    )
    with op.batch_alter_table('guide_edition', schema=None) as batch_op:
        batch_op.create_index('ix_guide_edition_live_title', ['title', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_guide_edition_live_year', ['year', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    op.create_table('overview_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('section', sa.String(length=40), nullable=False),
    sa.Column('label', sa.String(length=80), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('unit', sa.String(length=30), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('key_figure', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.String(length=60), nullable=True),
    sa.Column('label_en', sa.String(length=120), nullable=True),
    sa.Column('unit_en', sa.String(length=60), nullable=True),
    sa.Column('text_en', sa.Text(), nullable=True),
    sa.Column('source_en', sa.String(length=200), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_overview_item')),
    sa.UniqueConstraint('uuid', name=op.f('uq_overview_item_uuid'))
    )
    with op.batch_alter_table('overview_item', schema=None) as batch_op:
        batch_op.create_index('ix_overview_item_live_label', ['label', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_overview_item_live_position', ['position', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_overview_item_live_section_position', ['section', 'position', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    op.create_table('policy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('title_en', sa.String(length=300), nullable=True),
    sa.Column('number', sa.String(length=60), nullable=True),
    sa.Column('number_en', sa.String(length=120), nullable=True),
    sa.Column('level', sa.String(length=40), nullable=False),
    sa.Column('theme', sa.String(length=40), nullable=True),
    sa.Column('issuer', sa.String(length=120), nullable=True),
    sa.Column('issuer_en', sa.String(length=200), nullable=True),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('effective_on', sa.Date(), nullable=True),
    sa.Column('expires_on', sa.Date(), nullable=True),
    sa.Column('standing', sa.String(length=40), nullable=False),
    sa.Column('chains', sa.String(length=400), nullable=True),
    sa.Column('beneficiaries', sa.String(length=200), nullable=True),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('claim_conditions', sa.Text(), nullable=True),
    sa.Column('claim_documents', sa.Text(), nullable=True),
    sa.Column('claim_steps', sa.Text(), nullable=True),
    sa.Column('claim_days', sa.Integer(), nullable=True),
    sa.Column('claim_office', sa.String(length=120), nullable=True),
    sa.Column('claim_contact', sa.String(length=60), nullable=True),
    sa.Column('claim_phone', sa.String(length=40), nullable=True),
    sa.Column('review', sa.String(length=40), nullable=False),
    sa.Column('reviewed_on', sa.Date(), nullable=True),
    sa.Column('review_body', sa.String(length=120), nullable=True),
    sa.Column('may_be_published', sa.Boolean(), nullable=True),
    sa.Column('source_link', sa.String(length=500), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('full_text', sa.Text(), nullable=True),
    sa.Column('summary_en', sa.Text(), nullable=True),
    sa.Column('beneficiaries_en', sa.String(length=300), nullable=True),
    sa.Column('claim_conditions_en', sa.Text(), nullable=True),
    sa.Column('claim_documents_en', sa.Text(), nullable=True),
    sa.Column('claim_steps_en', sa.Text(), nullable=True),
    sa.Column('claim_office_en', sa.String(length=200), nullable=True),
    sa.Column('claim_contact_en', sa.String(length=100), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy')),
    sa.UniqueConstraint('uuid', name=op.f('uq_policy_uuid'))
    )
    with op.batch_alter_table('policy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_expires_on'), ['expires_on'], unique=False)
        batch_op.create_index('ix_policy_live_issued_on', ['issued_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_policy_live_level_issued_on', ['level', 'issued_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_policy_live_title', ['title', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_policy_theme'), ['theme'], unique=False)

    op.create_table('procedure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('goal', sa.Text(), nullable=True),
    sa.Column('goal_en', sa.Text(), nullable=True),
    sa.Column('audience', sa.String(length=200), nullable=True),
    sa.Column('audience_en', sa.String(length=200), nullable=True),
    sa.Column('position', sa.Integer(), nullable=True),
    sa.Column('certified_by', sa.String(length=120), nullable=True),
    sa.Column('certified_by_en', sa.String(length=200), nullable=True),
    sa.Column('certified_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure')),
    sa.UniqueConstraint('uuid', name=op.f('uq_procedure_uuid'))
    )
    with op.batch_alter_table('procedure', schema=None) as batch_op:
        batch_op.create_index('ix_procedure_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_procedure_live_position', ['position', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    op.create_table('store_info',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('made_by', sa.String(length=20), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('program', sa.String(length=20), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_store_info'))
    )
    op.create_table('store_setting',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('value', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_store_setting')),
    sa.UniqueConstraint('uuid', name=op.f('uq_store_setting_uuid'))
    )
    op.create_table('unit',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('short_name', sa.String(length=40), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('task_force', sa.String(length=100), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('uuid', name=op.f('uq_unit_uuid'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index('ix_unit_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))

    op.create_table('change_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('set_id', sa.Integer(), nullable=False),
    sa.Column('record', sa.String(length=40), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('record_uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['set_id'], ['change_set.id'], name=op.f('fk_change_row_set_id_change_set')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change_row'))
    )
    with op.batch_alter_table('change_row', schema=None) as batch_op:
        batch_op.create_index('ix_change_row_record', ['record', 'record_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_row_set_id'), ['set_id'], unique=False)

    op.create_table('cost_price',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('cost_item_id', sa.Integer(), nullable=False),
    sa.Column('low', sa.BigInteger(), nullable=True),
    sa.Column('high', sa.BigInteger(), nullable=True),
    sa.Column('tax_included', sa.Boolean(), nullable=True),
    sa.Column('fee_included', sa.Boolean(), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=True),
    sa.Column('source_en', sa.String(length=200), nullable=True),
    sa.Column('collected_on', sa.Date(), nullable=True),
    sa.Column('next_check', sa.Date(), nullable=True),
    sa.Column('elsewhere', sa.String(length=200), nullable=True),
    sa.Column('elsewhere_en', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['cost_item_id'], ['cost_item.id'], name=op.f('fk_cost_price_cost_item_id_cost_item'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cost_price')),
    sa.UniqueConstraint('uuid', name=op.f('uq_cost_price_uuid'))
    )
    with op.batch_alter_table('cost_price', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cost_price_cost_item_id'), ['cost_item_id'], unique=False)
        batch_op.create_index('ix_cost_price_latest', ['cost_item_id', 'effective_from'], unique=False)

    op.create_table('policy_article',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('policy_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=True),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('standard', sa.Text(), nullable=True),
    sa.Column('computing', sa.Text(), nullable=True),
    sa.Column('summary_en', sa.Text(), nullable=True),
    sa.Column('standard_en', sa.Text(), nullable=True),
    sa.Column('computing_en', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['policy_id'], ['policy.id'], name=op.f('fk_policy_article_policy_id_policy'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_article')),
    sa.UniqueConstraint('uuid', name=op.f('uq_policy_article_uuid'))
    )
    with op.batch_alter_table('policy_article', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_article_policy_id'), ['policy_id'], unique=False)

    op.create_table('procedure_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('procedure_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('block', sa.String(length=40), nullable=True),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('body', sa.String(length=120), nullable=True),
    sa.Column('body_en', sa.String(length=200), nullable=True),
    sa.Column('office', sa.String(length=120), nullable=True),
    sa.Column('office_en', sa.String(length=200), nullable=True),
    sa.Column('contact', sa.String(length=60), nullable=True),
    sa.Column('contact_en', sa.String(length=100), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('hours', sa.String(length=100), nullable=True),
    sa.Column('hours_en', sa.String(length=120), nullable=True),
    sa.Column('result', sa.String(length=200), nullable=True),
    sa.Column('result_en', sa.String(length=200), nullable=True),
    sa.Column('requirements', sa.Text(), nullable=True),
    sa.Column('requirements_en', sa.Text(), nullable=True),
    sa.Column('cost', sa.String(length=120), nullable=True),
    sa.Column('cost_en', sa.String(length=160), nullable=True),
    sa.Column('days_statutory', sa.Integer(), nullable=True),
    sa.Column('days_promised', sa.Integer(), nullable=True),
    sa.Column('legal_basis', sa.Text(), nullable=True),
    sa.Column('legal_basis_en', sa.Text(), nullable=True),
    sa.Column('more', sa.Text(), nullable=True),
    sa.Column('more_en', sa.Text(), nullable=True),
    sa.Column('link', sa.String(length=500), nullable=True),
    sa.Column('recourse', sa.String(length=200), nullable=True),
    sa.Column('recourse_en', sa.String(length=300), nullable=True),
    sa.Column('certified_by', sa.String(length=120), nullable=True),
    sa.Column('certified_by_en', sa.String(length=200), nullable=True),
    sa.Column('certified_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['procedure_id'], ['procedure.id'], name=op.f('fk_procedure_step_procedure_id_procedure'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure_step')),
    sa.UniqueConstraint('uuid', name=op.f('uq_procedure_step_uuid'))
    )
    with op.batch_alter_table('procedure_step', schema=None) as batch_op:
        batch_op.create_index('ix_procedure_step_order', ['procedure_id', 'position'], unique=False)
        batch_op.create_index(batch_op.f('ix_procedure_step_procedure_id'), ['procedure_id'], unique=False)

    op.create_table('staff',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('name_en', sa.String(length=100), nullable=True),
    sa.Column('duty', sa.String(length=100), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('mobile', sa.String(length=40), nullable=True),
    sa.Column('email', sa.String(length=120), nullable=True),
    sa.Column('leader', sa.Boolean(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_staff_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff')),
    sa.UniqueConstraint('uuid', name=op.f('uq_staff_uuid'))
    )
    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.create_index('ix_staff_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_staff_unit_id'), ['unit_id'], unique=False)

    op.create_table('target',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('figure', sa.String(length=40), nullable=False),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('quarter', sa.Integer(), nullable=True),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('number', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_target_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target')),
    sa.UniqueConstraint('uuid', name=op.f('uq_target_uuid'))
    )
    with op.batch_alter_table('target', schema=None) as batch_op:
        batch_op.create_index('ix_target_live_year', ['year', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_target_unit_id'), ['unit_id'], unique=False)

    op.create_table('organisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('short_name', sa.String(length=40), nullable=True),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('credit_code', sa.String(length=18), nullable=True),
    sa.Column('type', sa.String(length=40), nullable=True),
    sa.Column('tier', sa.String(length=40), nullable=True),
    sa.Column('tier_year', sa.Integer(), nullable=True),
    sa.Column('industry', sa.String(length=6), nullable=True),
    sa.Column('chains', sa.String(length=400), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('place', sa.String(length=6), nullable=True),
    sa.Column('address', sa.String(length=200), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('website', sa.String(length=500), nullable=True),
    sa.Column('wanted_chains', sa.String(length=400), nullable=True),
    sa.Column('amount_low', sa.BigInteger(), nullable=True),
    sa.Column('amount_high', sa.BigInteger(), nullable=True),
    sa.Column('land_wanted', sa.BigInteger(), nullable=True),
    sa.Column('modes', sa.String(length=400), nullable=True),
    sa.Column('concerns', sa.Text(), nullable=True),
    sa.Column('horizon', sa.String(length=100), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('do_not_contact', sa.Boolean(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('screening', sa.String(length=40), nullable=True),
    sa.Column('screened_on', sa.Date(), nullable=True),
    sa.Column('screening_sources', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['organisation.id'], name=op.f('fk_organisation_parent_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_organisation_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('uuid', name=op.f('uq_organisation_uuid'))
    )
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_credit_code'), ['credit_code'], unique=False)
        batch_op.create_index('ix_organisation_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_organisation_live_staff_id_name', ['staff_id', 'name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_organisation_live_type_name', ['type', 'name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_organisation_live_updated_at', ['updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_organisation_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_place'), ['place'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_staff_id'), ['staff_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_type'), ['type'], unique=False)

    op.create_table('event',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('city', sa.String(length=6), nullable=True),
    sa.Column('venue', sa.String(length=120), nullable=True),
    sa.Column('series', sa.String(length=80), nullable=True),
    sa.Column('programme', sa.String(length=40), nullable=True),
    sa.Column('organiser', sa.String(length=120), nullable=True),
    sa.Column('higher_body', sa.Boolean(), nullable=True),
    sa.Column('host_id', sa.Integer(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('delegation', sa.Text(), nullable=True),
    sa.Column('materials', sa.Text(), nullable=True),
    sa.Column('budget', sa.BigInteger(), nullable=True),
    sa.Column('spending', sa.BigInteger(), nullable=True),
    sa.Column('summary', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['host_id'], ['organisation.id'], name=op.f('fk_event_host_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_event_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event')),
    sa.UniqueConstraint('uuid', name=op.f('uq_event_uuid'))
    )
    with op.batch_alter_table('event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_city'), ['city'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_host_id'), ['host_id'], unique=False)
        batch_op.create_index('ix_event_live_kind_starts_on', ['kind', 'starts_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_event_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_event_live_starts_on', ['starts_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_event_staff_id'), ['staff_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('chamber_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('duty', sa.String(length=60), nullable=True),
    sa.Column('since', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['chamber_id'], ['organisation.id'], name=op.f('fk_membership_chamber_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['member_id'], ['organisation.id'], name=op.f('fk_membership_member_id_organisation'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('uuid', name=op.f('uq_membership_uuid'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_chamber_id'), ['chamber_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_member_id'), ['member_id'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=True),
    sa.Column('address_form', sa.String(length=40), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=80), nullable=True),
    sa.Column('mobile', sa.String(length=40), nullable=True),
    sa.Column('mobile2', sa.String(length=40), nullable=True),
    sa.Column('phone', sa.String(length=40), nullable=True),
    sa.Column('email', sa.String(length=120), nullable=True),
    sa.Column('wechat', sa.String(length=60), nullable=True),
    sa.Column('hometown', sa.String(length=6), nullable=True),
    sa.Column('school', sa.String(length=120), nullable=True),
    sa.Column('ties', sa.Text(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('consent', sa.Boolean(), nullable=True),
    sa.Column('consent_on', sa.Date(), nullable=True),
    sa.Column('purpose', sa.String(length=200), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=True),
    sa.Column('keep_until', sa.Date(), nullable=True),
    sa.Column('do_not_contact', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_person_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_person_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person')),
    sa.UniqueConstraint('uuid', name=op.f('uq_person_uuid'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index('ix_person_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_person_live_organisation_id_name', ['organisation_id', 'name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_person_live_updated_at', ['updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_person_mobile'), ['mobile'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_staff_id'), ['staff_id'], unique=False)

    op.create_table('register_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('chain', sa.String(length=40), nullable=True),
    sa.Column('enterprise_class', sa.String(length=40), nullable=True),
    sa.Column('number', sa.String(length=60), nullable=True),
    sa.Column('towns', sa.String(length=200), nullable=True),
    sa.Column('park_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('link', sa.String(length=500), nullable=True),
    sa.Column('area', sa.BigInteger(), nullable=True),
    sa.Column('available', sa.BigInteger(), nullable=True),
    sa.Column('output_value', sa.BigInteger(), nullable=True),
    sa.Column('quantity', sa.BigInteger(), nullable=True),
    sa.Column('quantity_unit', sa.String(length=30), nullable=True),
    sa.Column('distance_km', sa.BigInteger(), nullable=True),
    sa.Column('hours', sa.BigInteger(), nullable=True),
    sa.Column('bearing', sa.Integer(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(length=200), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.String(length=60), nullable=True),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('quantity_unit_en', sa.String(length=60), nullable=True),
    sa.Column('source_en', sa.String(length=200), nullable=True),
    sa.Column('towns_en', sa.String(length=200), nullable=True),
    sa.Column('note_en', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_register_entry_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['park_id'], ['register_entry.id'], name=op.f('fk_register_entry_park_id_register_entry'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_entry')),
    sa.UniqueConstraint('uuid', name=op.f('uq_register_entry_uuid'))
    )
    with op.batch_alter_table('register_entry', schema=None) as batch_op:
        batch_op.create_index('ix_register_entry_live_kind_name', ['kind', 'name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_register_entry_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_register_entry_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_register_entry_park_id'), ['park_id'], unique=False)

    op.create_table('agenda_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=True),
    sa.Column('starts_at', sa.Time(), nullable=True),
    sa.Column('ends_at', sa.Time(), nullable=True),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('subject_en', sa.String(length=200), nullable=True),
    sa.Column('place', sa.String(length=120), nullable=True),
    sa.Column('speaker', sa.String(length=120), nullable=True),
    sa.Column('company', sa.String(length=120), nullable=True),
    sa.Column('vehicle', sa.String(length=80), nullable=True),
    sa.Column('duty', sa.String(length=120), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_agenda_item_event_id_event'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_item')),
    sa.UniqueConstraint('uuid', name=op.f('uq_agenda_item_uuid'))
    )
    with op.batch_alter_table('agenda_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_item_event_id'), ['event_id'], unique=False)

    op.create_table('attendance',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('name', sa.String(length=80), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('interest', sa.String(length=40), nullable=True),
    sa.Column('wants_to_visit', sa.Boolean(), nullable=True),
    sa.Column('asked_about', sa.String(length=200), nullable=True),
    sa.Column('board', sa.String(length=40), nullable=True),
    sa.Column('declined_reason', sa.String(length=200), nullable=True),
    sa.Column('followed_up_on', sa.Date(), nullable=True),
    sa.Column('visited_on', sa.Date(), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_attendance_event_id_event'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_attendance_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendance_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance')),
    sa.UniqueConstraint('uuid', name=op.f('uq_attendance_uuid'))
    )
    with op.batch_alter_table('attendance', schema=None) as batch_op:
        batch_op.create_index('ix_attendance_board', ['event_id', 'board'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_event_id'), ['event_id'], unique=False)
        batch_op.create_index('ix_attendance_live_open', ['state', 'followed_up_on', 'event_id', 'board', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_attendance_open', ['state', 'followed_up_on', 'event_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_person_id'), ['person_id'], unique=False)

    op.create_table('position',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=True),
    sa.Column('since', sa.String(length=10), nullable=True),
    sa.Column('until', sa.String(length=10), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_position_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_position_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_position')),
    sa.UniqueConstraint('uuid', name=op.f('uq_position_uuid'))
    )
    with op.batch_alter_table('position', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_position_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_position_person_id'), ['person_id'], unique=False)

    op.create_table('project',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=True),
    sa.Column('higher_code', sa.String(length=60), nullable=True),
    sa.Column('name_en', sa.String(length=200), nullable=True),
    sa.Column('industry', sa.String(length=6), nullable=True),
    sa.Column('chain', sa.String(length=40), nullable=True),
    sa.Column('selenium', sa.Boolean(), nullable=True),
    sa.Column('place', sa.String(length=6), nullable=True),
    sa.Column('site', sa.String(length=120), nullable=True),
    sa.Column('site_en', sa.String(length=200), nullable=True),
    sa.Column('previous_id', sa.Integer(), nullable=True),
    sa.Column('previous_kind', sa.String(length=40), nullable=True),
    sa.Column('stage', sa.String(length=40), nullable=False),
    sa.Column('stage_since', sa.Date(), nullable=True),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('status_reason', sa.String(length=200), nullable=True),
    sa.Column('status_on', sa.Date(), nullable=True),
    sa.Column('shelved_until', sa.Date(), nullable=True),
    sa.Column('lost_to', sa.String(length=100), nullable=True),
    sa.Column('stale_reason', sa.String(length=200), nullable=True),
    sa.Column('stale_reason_on', sa.Date(), nullable=True),
    sa.Column('last_activity_on', sa.Date(), nullable=True),
    sa.Column('last_progress_on', sa.Date(), nullable=True),
    sa.Column('total_investment', sa.BigInteger(), nullable=True),
    sa.Column('fixed_assets', sa.BigInteger(), nullable=True),
    sa.Column('working_capital', sa.BigInteger(), nullable=True),
    sa.Column('intended_investment', sa.BigInteger(), nullable=True),
    sa.Column('agreed_investment', sa.BigInteger(), nullable=True),
    sa.Column('foreign_capital', sa.BigInteger(), nullable=True),
    sa.Column('exchange_rate', sa.BigInteger(), nullable=True),
    sa.Column('exchange_rate_on', sa.Date(), nullable=True),
    sa.Column('yearly_output', sa.BigInteger(), nullable=True),
    sa.Column('yearly_profit', sa.BigInteger(), nullable=True),
    sa.Column('yearly_tax', sa.BigInteger(), nullable=True),
    sa.Column('payback_years', sa.BigInteger(), nullable=True),
    sa.Column('irr', sa.BigInteger(), nullable=True),
    sa.Column('jobs', sa.Integer(), nullable=True),
    sa.Column('land_mode', sa.String(length=40), nullable=True),
    sa.Column('land_area', sa.BigInteger(), nullable=True),
    sa.Column('plot', sa.String(length=80), nullable=True),
    sa.Column('plot_en', sa.String(length=120), nullable=True),
    sa.Column('park_id', sa.Integer(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('lead_official_id', sa.Integer(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('task_force', sa.String(length=100), nullable=True),
    sa.Column('approach', sa.String(length=40), nullable=True),
    sa.Column('source_event_id', sa.Integer(), nullable=True),
    sa.Column('target_note', sa.Text(), nullable=True),
    sa.Column('enclave', sa.Boolean(), nullable=True),
    sa.Column('headquarters', sa.Boolean(), nullable=True),
    sa.Column('signed_on', sa.String(length=10), nullable=True),
    sa.Column('agreement_kind', sa.String(length=40), nullable=True),
    sa.Column('signing_event_id', sa.Integer(), nullable=True),
    sa.Column('signed_without_event', sa.Boolean(), nullable=True),
    sa.Column('started_on', sa.String(length=10), nullable=True),
    sa.Column('filing_code', sa.String(length=60), nullable=True),
    sa.Column('screening', sa.String(length=40), nullable=True),
    sa.Column('screened_on', sa.Date(), nullable=True),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('market', sa.Text(), nullable=True),
    sa.Column('benefits', sa.Text(), nullable=True),
    sa.Column('modes', sa.String(length=400), nullable=True),
    sa.Column('work_done', sa.Text(), nullable=True),
    sa.Column('supporting', sa.Text(), nullable=True),
    sa.Column('contact_name', sa.String(length=60), nullable=True),
    sa.Column('contact_name_en', sa.String(length=100), nullable=True),
    sa.Column('contact_phone', sa.String(length=40), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('may_be_published', sa.Boolean(), nullable=True),
    sa.Column('condition_land', sa.Text(), nullable=True),
    sa.Column('condition_water', sa.Text(), nullable=True),
    sa.Column('condition_power', sa.Text(), nullable=True),
    sa.Column('condition_gas', sa.Text(), nullable=True),
    sa.Column('condition_road', sa.Text(), nullable=True),
    sa.Column('condition_telecom', sa.Text(), nullable=True),
    sa.Column('condition_material', sa.Text(), nullable=True),
    sa.Column('condition_labour', sa.Text(), nullable=True),
    sa.Column('content_en', sa.Text(), nullable=True),
    sa.Column('market_en', sa.Text(), nullable=True),
    sa.Column('benefits_en', sa.Text(), nullable=True),
    sa.Column('conditions_en', sa.Text(), nullable=True),
    sa.Column('work_done_en', sa.Text(), nullable=True),
    sa.Column('supporting_en', sa.Text(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['lead_official_id'], ['staff.id'], name=op.f('fk_project_lead_official_id_staff'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['park_id'], ['register_entry.id'], name=op.f('fk_project_park_id_register_entry'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['previous_id'], ['project.id'], name=op.f('fk_project_previous_id_project'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['signing_event_id'], ['event.id'], name=op.f('fk_project_signing_event_id_event'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['source_event_id'], ['event.id'], name=op.f('fk_project_source_event_id_event'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_project_staff_id_staff'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_project_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_project')),
    sa.UniqueConstraint('uuid', name=op.f('uq_project_uuid'))
    )
    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_project_chain'), ['chain'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_code'), ['code'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_industry'), ['industry'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_lead_official_id'), ['lead_official_id'], unique=False)
        batch_op.create_index('ix_project_live_board', ['status', 'stage', 'stage_since', 'total_investment', 'last_activity_on', 'last_progress_on', 'stale_reason_on', 'created_at', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_name', ['name', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_signed', ['signed_on', 'started_on', 'agreed_investment', 'total_investment', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_staff_id_stage', ['staff_id', 'stage', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_stage_updated_at', ['stage', 'updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_started', ['started_on', 'total_investment', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_status_stage', ['status', 'stage', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_total_investment', ['total_investment', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_project_live_updated_at', ['updated_at', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_project_park_id'), ['park_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_previous_id'), ['previous_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_signed_on'), ['signed_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_signing_event_id'), ['signing_event_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_source_event_id'), ['source_event_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_staff_id'), ['staff_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_started_on'), ['started_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_unit_id'), ['unit_id'], unique=False)

    op.create_table('activity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('at_time', sa.Time(), nullable=True),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('content', sa.Text(), nullable=True),
    sa.Column('asked_for', sa.Text(), nullable=True),
    sa.Column('next_step', sa.String(length=200), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('project_id', sa.Integer(), nullable=True),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_activity_event_id_event'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_activity_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_activity_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_activity_project_id_project'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_activity_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity')),
    sa.UniqueConstraint('uuid', name=op.f('uq_activity_uuid'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_event_id'), ['event_id'], unique=False)
        batch_op.create_index('ix_activity_event_latest', ['event_id', 'happened_on'], unique=False)
        batch_op.create_index('ix_activity_live_happened_on', ['happened_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_activity_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index('ix_activity_organisation_latest', ['organisation_id', 'happened_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_person_id'), ['person_id'], unique=False)
        batch_op.create_index('ix_activity_person_latest', ['person_id', 'happened_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_project_id'), ['project_id'], unique=False)
        batch_op.create_index('ix_activity_project_latest', ['project_id', 'happened_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_staff_id'), ['staff_id'], unique=False)

    op.create_table('attendance_project',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('attendance_id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_attendance_project_attendance_id_attendance'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_attendance_project_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendance_project')),
    sa.UniqueConstraint('uuid', name=op.f('uq_attendance_project_uuid'))
    )
    with op.batch_alter_table('attendance_project', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attendance_project_attendance_id'), ['attendance_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_attendance_project_project_id'), ['project_id'], unique=False)

    op.create_table('event_project',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('event_id', sa.Integer(), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_event_project_event_id_event'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_event_project_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_event_project')),
    sa.UniqueConstraint('uuid', name=op.f('uq_event_project_uuid'))
    )
    with op.batch_alter_table('event_project', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_event_project_event_id'), ['event_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_event_project_project_id'), ['project_id'], unique=False)

    op.create_table('follow_up',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('project_id', sa.Integer(), nullable=True),
    sa.Column('event_id', sa.Integer(), nullable=True),
    sa.Column('attendance_id', sa.Integer(), nullable=True),
    sa.Column('plan_step', sa.Integer(), nullable=True),
    sa.Column('result', sa.Text(), nullable=True),
    sa.Column('next_step', sa.String(length=200), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('snoozed_until', sa.Date(), nullable=True),
    sa.Column('snooze_reason', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['attendance_id'], ['attendance.id'], name=op.f('fk_follow_up_attendance_id_attendance'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['event_id'], ['event.id'], name=op.f('fk_follow_up_event_id_event'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_follow_up_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_follow_up_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_follow_up_project_id_project'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_follow_up_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up')),
    sa.UniqueConstraint('uuid', name=op.f('uq_follow_up_uuid'))
    )
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_up_attendance_id'), ['attendance_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_up_event_id'), ['event_id'], unique=False)
        batch_op.create_index('ix_follow_up_live_due', ['state', 'due_on', 'done_on', 'snoozed_until', 'staff_id', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_follow_up_live_due_on', ['due_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_follow_up_live_state_due_on', ['state', 'due_on', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index(batch_op.f('ix_follow_up_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_up_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_up_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_follow_up_staff_id'), ['staff_id'], unique=False)
        batch_op.create_index('ix_follow_up_staff_open', ['staff_id', 'state', 'due_on'], unique=False)

    op.create_table('library_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=40), nullable=False),
    sa.Column('number', sa.String(length=60), nullable=True),
    sa.Column('entered_on', sa.Date(), nullable=True),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_library_entry_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_library_entry')),
    sa.UniqueConstraint('uuid', name=op.f('uq_library_entry_uuid'))
    )
    with op.batch_alter_table('library_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_library_entry_entered_on'), ['entered_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_library_entry_project_id'), ['project_id'], unique=False)

    op.create_table('milestone',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('planned', sa.String(length=10), nullable=True),
    sa.Column('actual', sa.String(length=10), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_milestone_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_milestone')),
    sa.UniqueConstraint('uuid', name=op.f('uq_milestone_uuid'))
    )
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_milestone_project_id'), ['project_id'], unique=False)
        batch_op.create_index('ix_milestone_when', ['kind', 'actual', 'project_id'], unique=False)

    op.create_table('party',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('share', sa.BigInteger(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_party_organisation_id_organisation'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_party_person_id_person'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_party_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party')),
    sa.UniqueConstraint('uuid', name=op.f('uq_party_uuid'))
    )
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_project_id'), ['project_id'], unique=False)

    op.create_table('problem',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('raised_on', sa.Date(), nullable=True),
    sa.Column('unit_id', sa.Integer(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('solution', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_problem_project_id_project'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_problem_staff_id_staff'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_problem_unit_id_unit'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_problem')),
    sa.UniqueConstraint('uuid', name=op.f('uq_problem_uuid'))
    )
    with op.batch_alter_table('problem', schema=None) as batch_op:
        batch_op.create_index('ix_problem_open', ['state', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_problem_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_problem_staff_id'), ['staff_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_problem_unit_id'), ['unit_id'], unique=False)

    op.create_table('progress_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('rhythm', sa.String(length=40), nullable=True),
    sa.Column('entered_on', sa.Date(), nullable=False),
    sa.Column('done', sa.Text(), nullable=True),
    sa.Column('next_steps', sa.Text(), nullable=True),
    sa.Column('obstacles', sa.Text(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_progress_entry_project_id_project'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_progress_entry_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_progress_entry')),
    sa.UniqueConstraint('uuid', name=op.f('uq_progress_entry_uuid'))
    )
    with op.batch_alter_table('progress_entry', schema=None) as batch_op:
        batch_op.create_index('ix_progress_entry_latest', ['project_id', 'entered_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_progress_entry_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_progress_entry_staff_id'), ['staff_id'], unique=False)

    op.create_table('project_policy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('policy_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=True),
    sa.ForeignKeyConstraint(['policy_id'], ['policy.id'], name=op.f('fk_project_policy_policy_id_policy'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_project_policy_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_project_policy')),
    sa.UniqueConstraint('uuid', name=op.f('uq_project_policy_uuid'))
    )
    with op.batch_alter_table('project_policy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_project_policy_policy_id'), ['policy_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_policy_project_id'), ['project_id'], unique=False)

    op.create_table('receipt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.String(length=10), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=True),
    sa.Column('foreign_amount', sa.BigInteger(), nullable=True),
    sa.Column('rate', sa.BigInteger(), nullable=True),
    sa.Column('place', sa.String(length=6), nullable=True),
    sa.Column('origin', sa.String(length=40), nullable=False),
    sa.Column('origin_reason', sa.String(length=200), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=True),
    sa.Column('use', sa.String(length=40), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('approved_amount', sa.BigInteger(), nullable=True),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.Column('reported_on', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['corrects_id'], ['receipt.id'], name=op.f('fk_receipt_corrects_id_receipt'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_receipt_project_id_project'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt')),
    sa.UniqueConstraint('uuid', name=op.f('uq_receipt_uuid'))
    )
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_receipt_corrects_id'), ['corrects_id'], unique=False)
        batch_op.create_index('ix_receipt_live_funds', ['month', 'state', 'project_id', 'origin', 'amount', 'approved_amount', 'id'], unique=False, sqlite_where=sa.text('deleted = 0'), postgresql_where=sa.text('NOT deleted'))
        batch_op.create_index('ix_receipt_month', ['month', 'origin', 'state', 'amount'], unique=False)
        batch_op.create_index(batch_op.f('ix_receipt_project_id'), ['project_id'], unique=False)
        batch_op.create_index('ix_receipt_sums', ['project_id', 'month', 'state', 'amount', 'approved_amount'], unique=False)

    op.create_table('stage_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('project_id', sa.Integer(), nullable=False),
    sa.Column('from_stage', sa.String(length=40), nullable=True),
    sa.Column('to_stage', sa.String(length=40), nullable=False),
    sa.Column('moved_on', sa.Date(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=True),
    sa.Column('marked', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_stage_change_project_id_project'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['staff_id'], ['staff.id'], name=op.f('fk_stage_change_staff_id_staff'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage_change')),
    sa.UniqueConstraint('uuid', name=op.f('uq_stage_change_uuid'))
    )
    with op.batch_alter_table('stage_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stage_change_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stage_change_staff_id'), ['staff_id'], unique=False)
        batch_op.create_index('ix_stage_change_when', ['to_stage', 'moved_on', 'project_id'], unique=False)

    op.create_table('activity_person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.Column('updated_at', sa.DateTime(), nullable=False),
    sa.Column('deleted', sa.Boolean(), server_default=sa.text('(false)'), nullable=False),
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('note', sa.String(length=100), nullable=True),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_activity_person_activity_id_activity'), ondelete='RESTRICT'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_activity_person_person_id_person'), ondelete='RESTRICT'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_person')),
    sa.UniqueConstraint('uuid', name=op.f('uq_activity_person_uuid'))
    )
    with op.batch_alter_table('activity_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_person_activity_id'), ['activity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_person_person_id'), ['person_id'], unique=False)
