import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../../api/present/message';
import { rootDir } from '../../config';
import { ACTS, ACT_NAMES } from '../../domain/escalation/acts';
import { RUNG_ACT_NAMES } from '../../domain/policy/check-ladders';

const domain = join(rootDir, 'domain');
const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(domain, file), 'utf8'));
/** Names of templates that are written out somewhere in the rules. */
const templates = [
  ...new Set(
    sources.flatMap((source) => [...source.matchAll(/template: '([a-z-]+)'/g)].flatMap(([, name]) => name ?? [])),
  ),
];
/** Events that are told to both sides of an escalation. */
const outcomes = [
  ...new Set(
    sources.flatMap((source) => [...source.matchAll(/'?([a-z-]+)'?: bothSides/g)].flatMap(([, name]) => name ?? [])),
  ),
];
const fallback = textOf('nobody-wrote-this', {});

describe('the text of a message', () => {
  it('is there for every template of the rules', () => {
    expect(templates.length).toBeGreaterThan(15);
    expect(templates.filter((template) => textOf(template, {}) === fallback)).toEqual([]);
  });

  it('says in Chinese why the system took a proposal back', () => {
    for (const reason of ['overtaken', 'lapsed', 'case-archived', 'whatever-comes'])
      expect(textOf('proposal-withdrawn', { reason })).not.toMatch(/[a-z]/);
  });

  it('names the rung of a ladder and the clock that led to it', () => {
    for (const [act, name] of Object.entries(RUNG_ACT_NAMES).filter(([one]) => one !== 'nobody-home'))
      expect(textOf(`rung-${act}`, { clock: 'rectify' })).toBe(`整改时限逾期，已到「${name}」一档。`);
  });

  it('says where nobody is there that nobody is late', () => {
    const text = textOf('rung-nobody-home', { clock: 'verify' });
    expect(text).toMatch(/^「核实」目前无人可以办理/);
    expect(text).not.toContain('逾期');
  });

  it("U-54: approving an act does that act, and no listing (挂牌督办), which is a government's", () => {
    expect(ACT_NAMES.map((act) => ACTS[act].effect)).toEqual(['督办', '约谈', '通报']);
  });

  it('says what became of an escalation', () => {
    expect(outcomes.sort()).toEqual(['approved', 'circular-withdrawn', 'published', 'withdrawn']);
    for (const act of ACT_NAMES)
      for (const outcome of outcomes) expect(textOf(`${act}-${outcome}`, {})).toMatch(/^(督办|约谈|通报)已/);
  });
});
