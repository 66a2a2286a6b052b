import type { Term } from '../clock/term';
import type { Arm } from '../stream';
import type { CaseFile } from './file';
import type { Overlay } from './overlays';

/** The overlays with one more. */
export const on = (overlays: Overlay[], overlay: Overlay): Overlay[] =>
  overlays.includes(overlay) ? overlays : [...overlays, overlay];
/** The overlays without some. */
export const off = (overlays: Overlay[], ...gone: Overlay[]): Overlay[] =>
  overlays.filter((overlay) => !gone.includes(overlay));

/** A date that is armed ends what was overdue; the first of a case is kept for the shorter one after a relapse. */
export const withDate = (file: CaseFile, arms: Arm[] | undefined, term: Term | null): Partial<CaseFile> => {
  const due = arms?.find((arm) => arm.clock === 'rectify' && arm.level === 0);
  if (due === undefined) return {};
  const first = file.firstRectify ?? { from: due.because.from, dueOn: due.dueOn, term };
  return { firstRectify: first, overlays: off(file.overlays, 'overdue') };
};

/** Without the control of a scope; of all where an event of an earlier release names none. */
export const withoutControl = (file: CaseFile, scope: string | undefined): Partial<CaseFile> => {
  const controls = scope === undefined ? [] : file.controls.filter((control) => control.scope !== scope);
  return controls.length > 0 ? { controls } : { controls, overlays: off(file.overlays, 'interim-control') };
};
