import type { HazardDomain } from '../../domain/policy/pack';

export const HAZARD_DOMAINS = [
  'work-safety',
  'fire',
  'construction',
  'gas',
  'traffic',
  'other',
] as const satisfies readonly HazardDomain[];
