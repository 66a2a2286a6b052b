import { refuse } from '../people/permit';
import type { Next, Refusal } from '../stream';
import type { DirectType } from './commands';
import type { CaseFile } from './file';
import type { CaseProposalAct } from './proposal';

/** What is known of an overlay beside the state of a case. */
interface OverlayRule {
  /** Chinese name. */
  name: string;
  /** Where it stops the case: the commands and acts that go on all the same, and what is said to the others. */
  stops?: { except: readonly (DirectType | CaseProposalAct)[]; message: string; next: Next };
}

/** Overlays beside the state that this version of the engine sets (glossary.md). */
const TABLE = {
  overdue: { name: '逾期' },
  'extension-pending': { name: '延期申请中' },
  supervised: { name: '督办' },
  'interim-control': { name: '临时管控' },
  suspended: {
    name: '中止',
    stops: {
      except: [
        'add-note',
        'impose-control',
        'lift-control',
        'extend-control',
        'cancel-order',
        'record-report-up',
        'suspend',
        'resume',
        'void',
      ],
      message: '本案已中止办理，各项时限停止计算；须先提请恢复办理。',
      next: { command: 'propose', act: 'resume' },
    },
  },
  relapsed: { name: '回潮' },
} as const satisfies Record<string, OverlayRule>;

export type Overlay = keyof typeof TABLE;

/** The overlays that a case may have. */
export const OVERLAY_NAMES = Object.keys(TABLE) as Overlay[];

const OVERLAYS: { readonly [O in Overlay]: OverlayRule } = TABLE;

/** Chinese name of an overlay. */
export const overlayName = (overlay: Overlay): string => OVERLAYS[overlay].name;

/** Why a command or an act is not taken while an overlay stops the case; null where none does. */
export const stopped = ({ overlays }: Pick<CaseFile, 'overlays'>, what: string): Refusal | null => {
  for (const overlay of overlays) {
    const { stops } = OVERLAYS[overlay];
    if (stops !== undefined && !stops.except.some((name) => name === what))
      return refuse('illegal-transition', `is-${overlay}`, stops.message, stops.next);
  }
  return null;
};
