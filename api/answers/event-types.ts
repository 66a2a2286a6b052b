import { folding as caseFolding } from '../../domain/case/evolve';
import { folding as escalationFolding } from '../../domain/escalation/evolve';

/** Every type of event there is, of whatever kind of stream. */
export const EVENT_TYPES: readonly string[] = [...new Set([...caseFolding.types, ...escalationFolding.types])];
