import { checkAnswers, checkCauses, checkErrors, checkGroups, checkVersions } from './check-commands';
import { checkDeadlines } from './check-deadlines';
import type { Material, Violation } from './check-material';
import { checkNumbers } from './check-numbers';
import { checkOrder, checkReads } from './check-reads';
import type { Verdict } from './check-report';
import { checkTransitions } from './check-rules';
import { checkSeparation } from './check-separation';
import { checkChains, checkSequence, checkViews } from './check-streams';
import { metBy, vacuity, type Least } from './check-vacuity';

const simple: ((material: Material) => Violation[])[] = [
  checkGroups,
  checkCauses,
  checkVersions,
  checkAnswers,
  checkErrors,
  checkSequence,
  checkChains,
  checkViews,
  checkNumbers,
  checkSeparation,
  checkReads,
  checkOrder,
];

/** Everything that a history and the database it left can show. */
export const verdictOn = (material: Material, least: Least): Verdict => {
  const transitions = checkTransitions(material);
  const deadlines = checkDeadlines(material);
  const met = metBy(material, { fired: deadlines.fired, replayed: transitions.replayed });
  return {
    violations: [...simple.flatMap((check) => check(material)), ...transitions.found, ...deadlines.found],
    void: vacuity(met, least, material.run.seconds),
    met,
    latestMs: deadlines.latestMs,
  };
};
