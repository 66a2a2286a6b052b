import type { CaseRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import { presentCaseRow } from '../present/case-row';
import type { LampInstants } from './case-list';
import { nextStepsOf } from './next-steps';
import { sightsOf } from './sights';
import type { Viewer } from './viewer';

/** Makes the lines of these cases, each as far as the viewer sees it; what they need besides their rows is read once for all. */
export const caseRowsShown = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly CaseRow[],
  { now, green }: LampInstants,
): Promise<(row: CaseRow) => object> => {
  const sightIn = await sightsOf(deps, viewer, rows);
  const whole = rows.filter((row) => sightIn(row) === 'whole').map(({ caseId }) => caseId);
  const steps = await nextStepsOf(deps, whole, now);
  return presentCaseRow({ now, green, calendar: deps.calendar }, (row) => ({
    sight: sightIn(row),
    nextStep: steps.get(row.caseId) ?? null,
  }));
};
