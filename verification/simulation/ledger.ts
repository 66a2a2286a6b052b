import type { Instant } from '../../domain/clock/instant';
import type { Arm } from '../../domain/stream';
import type { AnyEnvelope } from '../../domain/modules';

/** A deadline and what became of it. */
export interface LedgerRow {
  arm: Arm;
  dueAt: Instant;
  state: 'armed' | 'skipped' | 'paused' | 'fired' | 'met' | 'cancelled';
}

/** The deadlines of one stream by id. */
export type Ledger = Map<string, LedgerRow>;

/** Enters one event; says what it should not have done to the ledger. Written apart from the fold in domain/. */
export const enter = (ledger: Ledger, { streamId, seq, at, body }: AnyEnvelope): string[] => {
  const wrong: string[] = [];
  const place = `${streamId}:${seq}`;
  if (body.fires !== undefined) {
    const row = ledger.get(body.fires);
    if (row?.state !== 'armed') wrong.push(`I11 ${place} fires ${body.fires}, which is ${row?.state ?? 'not there'}`);
    else if (at < row.dueAt) wrong.push(`I9 ${place} fires ${body.fires} at ${at}, before ${row.dueAt}`);
    if (row?.state === 'fired') wrong.push(`I8 ${place} fires ${body.fires} a second time`);
    if (row) row.state = 'fired';
  }
  for (const { deadlineId } of body.meets ?? []) change(ledger, deadlineId, 'met');
  for (const { deadlineId } of body.cancels ?? []) change(ledger, deadlineId, 'cancelled');
  for (const { deadlineId, dueAt } of body.moves ?? []) move(ledger, deadlineId, dueAt);
  for (const { deadlineId } of body.pauses ?? []) change(ledger, deadlineId, 'paused');
  for (const { deadlineId, dueAt } of body.resumes ?? []) {
    move(ledger, deadlineId, dueAt);
    change(ledger, deadlineId, 'armed');
  }
  for (const { deadlineId } of body.skips ?? []) change(ledger, deadlineId, 'skipped');
  for (const arm of body.arms ?? []) {
    if (ledger.has(arm.deadlineId)) wrong.push(`I8 ${place} arms ${arm.deadlineId} a second time`);
    ledger.set(arm.deadlineId, { arm, dueAt: arm.dueAt, state: arm.skipped === true ? 'skipped' : 'armed' });
  }
  return wrong;
};

/** A fired one stays fired: that it was missed is a fact. */
const change = (ledger: Ledger, deadlineId: string, state: LedgerRow['state']): void => {
  const row = ledger.get(deadlineId);
  if (row && row.state !== 'fired') row.state = state;
};

const move = (ledger: Ledger, deadlineId: string, dueAt: Instant): void => {
  const row = ledger.get(deadlineId);
  if (row) row.dueAt = dueAt;
};
