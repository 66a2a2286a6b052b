import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BUGS, isBug, type Bug } from './bugs';
import { playOnAllCores } from './many';
import { playScript, playSeed, type Played, type PlayOptions } from './play';
import { printed, readScript } from './script';
import { shrink } from './shrink';
import { endWithNpm } from '../../end-with-npm';
import { loadTowns } from './simulated-town';

const USAGE = `npm run simulate -- [--schedules N] [--first SEED] [--bug NAME]   many schedules (10000)
npm run simulate -- --seed SEED [--bug NAME]                     one schedule, shrunk where it fails
npm run simulate -- --seed SEED --script [--bug NAME]            the same, always as a script
npm run simulate -- --script FILE [--bug NAME]                   a script that was printed before
bugs: ${Object.entries(BUGS)
  .map(([name, what]) => `\n  ${name.padEnd(22)} ${what}`)
  .join('')}`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const tell = ({ script, notes, violations }: Played, withScript: boolean): void => {
  if (withScript) say(printed(script, notes));
  for (const { invariant, message } of violations) say(`VIOLATION ${invariant}: ${message}`);
  say(violations.length === 0 ? 'no violation' : `${violations.length} violations`);
};

const one = async (options: PlayOptions, played: Played, withScript: boolean): Promise<number> => {
  const isBroken = played.violations.length > 0;
  tell(isBroken ? await shrink(options, played) : played, withScript || isBroken);
  return isBroken ? 1 : 0;
};

const many = async (first: number, schedules: number, bug: Bug | null): Promise<number> => {
  const started = performance.now();
  const { failed, ...sum } = await playOnAllCores(first, schedules, bug);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const counted = `${sum.commands} commands, ${sum.faults} faults, ${failed.length} violations, ${seconds} s`;
  say(`simulate: ${sum.schedules} schedules, ${counted}`);
  say(`          seeds from ${first}; ${sum.events} events, ${sum.fired} deadlines fired`);
  const [worst] = failed;
  if (worst === undefined) return 0;
  for (const { seed, violation } of failed) say(`seed ${seed}: ${violation.invariant} ${violation.message}`);
  const options = { towns: loadTowns(), bug };
  say(`the shortest way to break seed ${worst.seed} (replay: --seed ${worst.seed} --script):`);
  return one(options, await playSeed(options, worst.seed), true);
};

const main = async (args: string[]): Promise<number> => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { schedules: text, first: text, seed: text, bug: text, script: flag, help: flag };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { seed, bug: named } = values;
  if (values.help || (named !== undefined && !isBug(named))) {
    say(USAGE);
    return values.help ? 0 : 2;
  }
  const bug = named !== undefined && isBug(named) ? named : null;
  const [file] = positionals;
  if (file === undefined && seed === undefined) {
    return many(Number(values.first ?? 1), Number(values.schedules ?? 10_000), bug);
  }
  const play = { towns: loadTowns(), bug };
  const withScript = values.script === true;
  if (file === undefined) return one(play, await playSeed(play, Number(seed)), withScript);
  const played = await playScript(play, readScript(readFileSync(file, 'utf8')));
  tell(played, true);
  return played.violations.length > 0 ? 1 : 0;
};

endWithNpm();
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
