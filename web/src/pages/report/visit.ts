import { useRef, useState } from 'react';
import { newKey } from '../../api/client';
import type { Values } from '../../forms/schema';
import { useDraft } from '../../shared/draft';
import type { PlaceMode } from './report-form';

/** What became of a report that was sent. */
export interface Sent {
  caseId: string;
  number: string | null;
  status: string;
}

/** One hazard of a visit; each is a report of its own. */
export interface Hazard {
  id: string;
  values: Values;
  /** Under which key which body was sent last: the same is sent again under the same key. */
  sending?: { key: string; text: string };
  sent?: Sent;
}

/** What somebody found in one place. */
export interface Visit {
  mode: PlaceMode;
  values: Values;
  hazards: Hazard[];
}

export const photosIn = (values: Values): string[] =>
  Array.isArray(values['attachmentIds']) ? values['attachmentIds'].map(String) : [];

export const newHazard = (): Hazard => ({ id: newKey(), values: {} });

/** Holds a visit over reloads; every change starts from what is there by then, as uploads take their time. */
export const useVisit = (initial: Values) => {
  const draft = useDraft<Visit>('report', { mode: 'site', values: initial, hazards: [newHazard()] });
  const [isAnother, setAnother] = useState(false);
  const latest = useRef(draft.value);
  latest.current = draft.value;
  const change = (next: (visit: Visit) => Visit): void => {
    latest.current = next(latest.current);
    draft.change(latest.current);
  };
  return {
    visit: draft.value,
    restored: draft.restored && !isAnother,
    change,
    changeHazard(id: string, next: (hazard: Hazard) => Hazard): void {
      change((visit) => ({ ...visit, hazards: visit.hazards.map((one) => (one.id === id ? next(one) : one)) }));
    },
    /** The next report: somewhere else, or in the same place from the same source. */
    startAgain(inSamePlace: boolean): void {
      setAnother(true);
      if (inSamePlace) change((visit) => ({ ...visit, hazards: [newHazard()] }));
      else change(() => ({ mode: 'site', values: initial, hazards: [newHazard()] }));
    },
    /** All of it was sent and seen. */
    forget: draft.clear,
  };
};

export type VisitHeld = ReturnType<typeof useVisit>;
