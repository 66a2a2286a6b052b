import { civilDateOf, startOfDay, startOfNextDay } from '../../domain/clock/civil';
import { diffMs, type Instant } from '../../domain/clock/instant';
import { quotaPassed, type Uploaded, type UploadQuota } from '../../domain/people/upload-quota';
import type { Row } from '../../record/admin';
import { Problem } from '../problem';

/** Asks the database: a transaction, or a source of reads. */
type Ask = (sql: string, params: (string | number)[]) => Promise<Row[]>;

const uploadedToday = async (ask: Ask, personId: string, now: Instant): Promise<Uploaded> => {
  const [row] = await ask(
    `SELECT COUNT(*) AS files, COALESCE(SUM(size + COALESCE(original_size, 0)), 0) AS bytes
     FROM attachment WHERE uploaded_by = ? AND uploaded_at >= ?`,
    [personId, startOfDay(civilDateOf(now))],
  );
  return { files: Number(row?.['files'] ?? 0), bytes: Number(row?.['bytes'] ?? 0) };
};

/** @throws Problem 429 with the limits where the next upload of a person would pass what he may send on this day */
export const checkQuota = async (
  ask: Ask,
  { personId, now, bytes, quota }: { personId: string; now: Instant; bytes: number; quota: UploadQuota },
): Promise<void> => {
  if (quotaPassed(await uploadedToday(ask, personId, now), bytes, quota) === null) return;
  const limits = [
    ...(quota.files > 0 ? [`${quota.files} 个文件`] : []),
    ...(quota.megabytes > 0 ? [`${quota.megabytes} MB`] : []),
  ].join('、');
  const seconds = Math.ceil(diffMs(startOfNextDay(civilDateOf(now)), now) / 1_000);
  throw new Problem('rate-limited', `您今天上传的文件已达上限（每人每天 ${limits}），请明天再传，或联系管理员调整。`, {
    reason: 'upload-quota',
    headers: { 'Retry-After': String(seconds), Connection: 'close' },
  });
};
