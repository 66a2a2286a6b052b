import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';

/** What is known of an overlay beside the state of a case. */
interface OverlayRule {
  /** Chinese name. */
  name: string;
  /** Where it stops the case: the commands and acts that go on all the same, and what is said to the others. */
  stops?: { except: readonly string[]; message: string };
}

/** Overlays beside the state that this version of the engine sets (glossary.md). */
const TABLE = {
  overdue: { name: '逾期' },
  'extension-pending': { name: '延期申请中' },
  supervised: { name: '督办' },
  'interim-control': { name: '临时管控' },
  relapsed: { name: '回潮' },
} as const satisfies Record<string, OverlayRule>;

export type Overlay = keyof typeof TABLE;

const OVERLAYS: { readonly [O in Overlay]: OverlayRule } = TABLE;

/** Why a command or an act is not taken while an overlay stops the case; null where none does. */
export const stopped = ({ overlays }: Pick<CaseFile, 'overlays'>, what: string): Refusal | null => {
  for (const overlay of overlays) {
    const { stops } = OVERLAYS[overlay];
    if (stops !== undefined && !stops.except.includes(what))
      return refuse('illegal-transition', `is-${overlay}`, stops.message);
  }
  return null;
};
