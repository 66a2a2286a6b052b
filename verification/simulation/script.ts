/** What can happen next; the arguments of each are in `sim.ts`. */
export const VERBS = [
  'report',
  'ask',
  'repeat',
  'reuse',
  'go',
  'run',
  'wait',
  'relay',
  'sweep',
  'kill',
  'crash',
  'again',
  'lose',
  'rebuild',
] as const;

/** One line of a script: `ask who=ofc word=verify on=case:c1 key=k2`. */
export interface Step {
  verb: (typeof VERBS)[number];
  args: Record<string, string>;
}

/** A schedule: the swarm's parameters that the system itself needs, and what happens in order. */
export interface Script {
  setup: Record<string, string>;
  steps: Step[];
}

const words = (args: Record<string, string>): string =>
  Object.entries(args)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

const readWords = (texts: string[]): Record<string, string> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=');
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );

/** A script as numbered lines; `notes` say what each step did. */
export const printed = ({ setup, steps }: Script, notes: readonly string[] = []): string =>
  [
    `setup ${words(setup)}`,
    ...steps.map(({ verb, args }, index) => {
      const line = `${String(index + 1).padStart(3)} ${verb} ${words(args)}`.trimEnd();
      const note = notes[index];
      return note ? `${line.padEnd(60)} # ${note}` : line;
    }),
  ].join('\n');

/** Reads what `printed` wrote. Throws on a line that is none. */
export const readScript = (text: string): Script => {
  const script: Script = { setup: {}, steps: [] };
  for (const line of text.split('\n')) {
    const [first = '', ...rest] = line.replace(/#.*$/, '').trim().split(/\s+/);
    if (first === '') continue;
    if (first === 'setup') {
      script.setup = readWords(rest);
      continue;
    }
    const [word, ...args] = /^\d+$/.test(first) ? rest : [first, ...rest];
    const verb = VERBS.find((candidate) => candidate === word);
    if (verb === undefined) throw new Error(`not a step: ${line}`);
    script.steps.push({ verb, args: readWords(args) });
  }
  return script;
};
