import { whoDid } from './parts';
import type { Conflict } from './proposals/rule';

/** Who rectifies decides neither on a new date, nor that there was nothing, nor whether it came back (3.3 rule 2). */
export const rectifierDecides: Conflict = (file, _context, _proposal, { did }) =>
  did(whoDid(file, ['rectify'])) ? { reason: 'rectifier-decides', message: '整改一方不得审批。' } : null;
