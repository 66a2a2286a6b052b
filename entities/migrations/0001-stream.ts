import { col, index, key, opt, table, unique } from './tables';

export const streamTables = [
  table(
    'command',
    [
      key('cmd_key'),
      col('request_hash', 'hash'),
      opt('actor', 'id'),
      opt('at', 'instant'),
      opt('stream_id', 'id'),
      opt('seq', 'number'),
      opt('result_status', 'number'),
      opt('result_type', 'id'),
      opt('result_body', 'text'),
    ],
    [index('ix_command_at', ['at'])],
  ),
  table(
    'event',
    [
      key('stream_id'),
      key('seq', 'number'),
      col('event_id', 'id'),
      opt('cmd_key', 'hash'),
      col('cause', 'id'),
      col('type', 'code'),
      col('actor', 'text'),
      col('at', 'instant'),
      col('body', 'text'),
      col('prev_hash', 'hash'),
      col('hash', 'hash'),
    ],
    [
      index('ix_event_type', ['type', 'at']),
      unique('uq_event_command', ['stream_id', 'cmd_key']),
      unique('uq_event_id', ['event_id']),
    ],
  ),
  table(
    'outbox',
    [
      key('stream_id'),
      key('seq', 'number'),
      col('at', 'instant'),
      opt('sent_at', 'instant'),
      col('lease_until', 'instant'),
      col('attempts', 'number'),
    ],
    [index('ix_outbox_unsent', ['sent_at', 'lease_until'])],
  ),
  table(
    'stream',
    [
      key('stream_id'),
      col('kind', 'code'),
      col('town_id', 'id'),
      col('last_seq', 'number'),
      col('last_hash', 'hash'),
      col('last_at', 'instant'),
      col('status', 'code'),
      col('generation', 'number'),
      opt('next_due_at', 'instant'),
      col('file', 'text'),
    ],
    [index('ix_stream_due', ['next_due_at'])],
  ),
];
