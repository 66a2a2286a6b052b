import type { Command, Material } from './check-material';

/** What a run met, as far as it makes the verdict worth something. */
export interface Met {
  faults: number;
  /** Share of faults with a request under way at their target. */
  hit: number;
  commands: number;
  acknowledged: number;
  unknown: number;
  /** Sends of a command beyond its first that got an answer. */
  duplicates: number;
  keyReuses: number;
  fired: number;
  kinds: string[];
  replayed: number;
}

/** The least a run must have met; the shares hold for any length. */
export interface Least {
  hit: number;
  /** Of the commands; so many are enough on a machine that carries out very many. */
  unknownShare: number;
  unknown?: number;
  duplicateShare: number;
  duplicates: number;
  keyReuses: number;
  fired: number;
  acknowledgedPerSecond: number;
  faultsPerMinute: number;
  kinds: string[];
}

const kindsOn = (database: string): string[] =>
  database === 'sqlite'
    ? ['kill door-1', 'pause door-1']
    : [...['door-1', 'door-2', 'mariadb'].flatMap((target) => [`kill ${target}`, `pause ${target}`]), 'cut mariadb'];

export const leastOfDatabaseRun = (database: string): Least => ({
  hit: 0.9,
  unknownShare: 0.01,
  unknown: 30,
  duplicateShare: 0.025,
  duplicates: 20,
  keyReuses: 3,
  fired: 20,
  acknowledgedPerSecond: 5,
  faultsPerMinute: 9,
  kinds: kindsOn(database),
});

const isAnswered = ({ sends }: Command): number =>
  Math.max(0, sends.filter(({ end }) => end !== null && end.status > 0 && end.status < 500).length - 1);

export const metBy = (
  { faults, commands, sends }: Material,
  { fired, replayed }: { fired: number; replayed: number },
): Met => {
  const begun = faults.filter(({ phase }) => phase === 'begin');
  return {
    faults: begun.length,
    hit: begun.length === 0 ? 0 : begun.filter(({ inFlight }) => inFlight > 0).length / begun.length,
    commands: commands.length,
    acknowledged: commands.filter(({ ok }) => ok !== null).length,
    unknown: commands.filter((command) => command.sends.some(({ end }) => end === null || end.phase === 'info')).length,
    duplicates: commands.reduce((sum, command) => sum + isAnswered(command), 0),
    keyReuses: sends.filter(({ end }) => end?.code === 'key-reuse').length,
    fired,
    kinds: [...new Set(begun.map(({ kind, target }) => `${kind} ${target}`))],
    replayed,
  };
};

/** Why a run proves nothing; empty when it does. */
export const vacuity = (met: Met, least: Least, seconds: number): string[] => {
  const reasons: string[] = [];
  const need = (is: number, must: number, what: string): void => {
    if (is < must) reasons.push(`${what}: ${Math.round(is * 1000) / 1000}, at least ${must} wanted`);
  };
  need(met.hit, least.hit, 'share of faults that hit a request under way');
  need(met.faults, Math.floor((least.faultsPerMinute * seconds) / 60), 'faults');
  const unknown = Math.min(least.unknown ?? Infinity, Math.ceil(met.commands * least.unknownShare));
  need(met.unknown, unknown, 'commands with an unknown outcome');
  need(met.duplicates / Math.max(1, met.commands), least.duplicateShare, 'duplicates answered, by command');
  need(met.duplicates, least.duplicates, 'duplicates answered');
  need(met.keyReuses, least.keyReuses, 'keys used for another request and refused');
  need(met.fired, least.fired, 'deadlines fired');
  need(met.acknowledged, least.acknowledgedPerSecond * seconds, 'commands acknowledged');
  need(met.replayed, met.acknowledged / 2, 'groups decided again');
  for (const kind of least.kinds) if (!met.kinds.includes(kind)) reasons.push(`no ${kind}`);
  return reasons;
};
