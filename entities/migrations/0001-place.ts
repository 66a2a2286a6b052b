import { col, index, key, opt, table } from './tables';

export const placeTables = [
  table(
    'attachment',
    [
      key('attachment_id'),
      col('town_id', 'id'),
      col('sha256', 'hash'),
      col('size', 'number'),
      col('media_type', 'id'),
      col('file_name', 'name'),
      col('uploaded_by', 'id'),
      col('uploaded_at', 'instant'),
    ],
    [index('ix_attachment_sha', ['sha256'])],
  ),
  table('attachment_use', [key('attachment_id'), key('stream_id')]),
  table(
    'site',
    [
      key('site_id'),
      col('town_id', 'id'),
      col('name', 'name'),
      col('type', 'name'),
      col('address', 'text'),
      opt('village_unit_id', 'id'),
      opt('longitude', 'code'),
      opt('latitude', 'code'),
      opt('owner_subject_id', 'id'),
      opt('valid_to', 'day'),
      col('created_at', 'instant'),
    ],
    [index('ix_site_town', ['town_id', 'name'])],
  ),
  table('site_tenant', [key('site_id'), key('subject_id')], [index('ix_site_tenant', ['subject_id'])]),
  table(
    'subject',
    [
      key('subject_id'),
      col('town_id', 'id'),
      col('name', 'name'),
      col('kind', 'code'),
      opt('credit_code', 'code'),
      opt('unit_id', 'id'),
      col('protected_person', 'number'),
      col('created_at', 'instant'),
    ],
    [index('ix_subject_credit', ['credit_code']), index('ix_subject_town', ['town_id', 'name'])],
  ),
];
