import { col, index, key, opt, table } from './tables';

export const operationsTables = [
  table('audit_day', [key('day'), col('n', 'number'), col('last_hash', 'hash')]),
  table(
    'audit',
    [
      key('day'),
      key('n', 'number'),
      col('at', 'instant'),
      opt('person_id', 'id'),
      opt('town_id', 'id'),
      col('action', 'code'),
      col('ref', 'id'),
      col('data', 'text'),
      col('prev_hash', 'hash'),
      col('hash', 'hash'),
    ],
    [index('ix_audit_person', ['person_id', 'at']), index('ix_audit_at', ['town_id', 'at'])],
  ),
  table(
    'webhook',
    [
      key('webhook_id'),
      col('town_id', 'id'),
      col('url', 'text'),
      col('secret', 'text'),
      col('event_types', 'text'),
      col('active', 'number'),
      col('created_at', 'instant'),
    ],
    [index('ix_webhook_town', ['town_id'])],
  ),
];
