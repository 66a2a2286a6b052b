import { col, index, key, opt, table, unique } from './tables';

export const escalationTables = [
  table(
    'escalation_case',
    [
      key('escalation_id'),
      key('case_id'),
      key('cycle', 'number'),
      col('act', 'code'),
      col('addressee', 'id'),
      col('why', 'code'),
    ],
    [index('ix_escalation_case', ['case_id', 'act', 'addressee', 'cycle'])],
  ),
  table(
    'escalation_row',
    [
      key('escalation_id'),
      col('town_id', 'id'),
      col('act', 'code'),
      col('addressee', 'id'),
      col('addressee_name', 'name'),
      col('status', 'code'),
      opt('join_key', 'id'),
      col('host_unit_id', 'id'),
      col('by_ladder', 'number'),
      col('opened_at', 'instant'),
      opt('next_due_at', 'instant'),
      col('version', 'number'),
    ],
    [
      index('ix_escalation_addressee', ['addressee', 'act', 'opened_at']),
      index('ix_escalation_town', ['town_id', 'status', 'opened_at']),
      unique('uq_escalation_join', ['join_key']),
    ],
  ),
];
