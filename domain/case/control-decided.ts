import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { CaseFile } from './file';

/** Before what leaves the danger for a while somebody says whether a control is on, or why none is needed (T3m, T16). */
export type ControlDecided = 'imposed' | { notNeeded: string };

/** Refusal where it is said to be on and none is. */
export const controlRefusal = (file: CaseFile, control: unknown): Refusal | null =>
  control === 'imposed' && file.controls.length === 0
    ? refuse(
        'illegal-transition',
        'control-missing',
        '须先落实临时管控，或说明无须管控的理由。',
        { command: 'impose-control' },
        '/control',
      )
    : null;
