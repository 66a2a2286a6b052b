import { describeTerm, type Term } from '../../domain/clock/term';
import type { Match, Pack } from '../../domain/policy/pack';
import { extensionOf } from '../../domain/policy/extension';
import { describeSource, type Sourced } from '../../domain/policy/source';
import { rungRule, stepRule } from '../../domain/step-rule';
import type { MatchAnswer, TermAnswer } from '../answers/pack-terms';
import { pageOf } from '../answers/page';
import { CampaignAnswer, PackAnswer, PolicyAnswer } from '../answers/policy';
import type { Explained } from '../answers/shape';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { PackQuery } from '../dto/queries';
import { DICTIONARY } from '../present/dictionary';
import { notFound } from '../problem';
import { readQuery } from '../query';
import type { Route } from '../route';

/** An element of a pack with its source in words. */
const sourced = <E extends Sourced>(element: E): Omit<E, 'source'> & { source: string } => ({
  ...element,
  source: describeSource(element.source),
});

/** A period with itself in words. */
const termOf = (term: Term): TermAnswer => ({ ...term, words: describeTerm(term) });

/** What a row of clocks is for besides acts that somebody proposes. */
const MATCHED: Readonly<Record<string, string>> = {
  ...DICTIONARY['proposal-act'],
  returned: '退回修改的',
  failed: '复查不合格的',
};

/** Which cases a row is for, with its act by name. */
const matchOf = (match: Match | undefined): MatchAnswer | undefined =>
  match === undefined
    ? undefined
    : compact({ ...match, actName: match.act === undefined ? undefined : MATCHED[match.act] });

const extensionIn = (pack: Pack): PackAnswer['extension'] => {
  const { cutOff, by, ...rest } = sourced(extensionOf(pack));
  return { ...rest, cutOff: termOf(cutOff), ...(by === undefined ? {} : { by: termOf(by) }) };
};

/** A pack as callers need it to find ids; every element says where it comes from. */
const present = (pack: Pack): Omit<PackAnswer, Explained> => ({
  packId: pack.packId,
  version: pack.version,
  title: pack.title,
  basis: { ...pack.basis },
  closingWord: pack.closingWord,
  listNames: { ...pack.listNames },
  lamp: pack.lamp,
  acceptsPrintedDates: pack.acceptsPrintedDates,
  hazardTypes: pack.hazardTypes.map((type) =>
    compact({
      id: type.id,
      name: type.name,
      domain: type.domain,
      clauseIds: type.clauseIds,
      tags: type.tags,
      commonDueOn: type.commonDueOn,
      classId: type.classId,
      campaignIds: type.campaignIds,
      source: describeSource(type.source),
    }),
  ),
  clauses: pack.clauses.map((clause) =>
    compact({
      id: clause.id,
      title: clause.title,
      text: clause.text,
      major: clause.major,
      validFrom: clause.validFrom,
      validTo: clause.validTo,
      source: describeSource(clause.source),
    }),
  ),
  routing: pack.routing.map(({ id, hazardTypes, siteTypes, leads, responsible, prose, resolution, source }) =>
    compact({ id, hazardTypes, siteTypes, leads, responsible, prose, resolution, source: describeSource(source) }),
  ),
  clocks: pack.clocks.map(({ clock, match, term, source }) =>
    compact({ clock, match: matchOf(match), term: termOf(term), source: describeSource(source) }),
  ),
  controlScopes: (pack.controlScopes ?? []).map(sourced),
  extension: extensionIn(pack),
  suspension:
    pack.suspension === undefined
      ? null
      : {
          ...sourced(pack.suspension),
          review: termOf(pack.suspension.review),
          grounds: pack.suspension.grounds.map((ground) => ({ needsReference: false, ...sourced(ground) })),
        },
  reminders: pack.reminders.map(({ clock, offset, source }) => ({
    clock,
    offset,
    words: stepRule(clock, 'remind', offset, 'before'),
    source: describeSource(source),
  })),
  ladders: pack.ladders.map((ladder) =>
    compact({
      id: ladder.id,
      addressee: ladder.addressee,
      trigger: ladder.trigger,
      rungs: ladder.rungs.map(({ act, offset, condition, source }) =>
        compact({ act, offset, condition, words: rungRule(act, offset), source: describeSource(source) }),
      ),
      source: describeSource(ladder.source),
    }),
  ),
  units: pack.units.map((unit) =>
    compact({
      slug: unit.slug,
      name: unit.name,
      aliases: unit.aliases,
      kind: unit.kind,
      issuerCode: unit.issuerCode,
      domains: unit.domains,
      collective: unit.collective,
      source: describeSource(unit.source),
    }),
  ),
  papers: pack.papers.map(({ type, title, statutory, issuers, source }) => ({
    type,
    title,
    statutory,
    issuers,
    source: describeSource(source),
  })),
  watch: pack.watch.map(({ match, term, visits, source }) =>
    compact({ match: matchOf(match), term: termOf(term), visits: visits.map(termOf), source: describeSource(source) }),
  ),
});

/** Policy packs and their campaigns, as they are loaded. */
export const policyRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/policies',
    summary: '政策包',
    description: '列出已加载的政策包，各以最新版本的标题和依据示人，versions 为可用的全部版本；登录即可查。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '政策包', answer: pageOf(PolicyAnswer) },
    async handle(_request, response) {
      const items = [...deps.packs.values()].map(({ packId, version, title, basis }): PolicyAnswer => ({
        packId,
        version,
        versions: deps.versionsOf(packId).map((pack) => pack.version),
        title,
        basis: { ...basis },
      }));
      response.json({ items, nextCursor: null, asOf: await deps.door.now() });
    },
  },
  {
    method: 'get',
    path: '/api/v1/policies/:packId',
    summary: '一个政策包：类型、条款、分工、时限、递进措施、单位；version 指定版本，缺省为最新',
    description:
      '上报、定级、交办时所填的隐患类型、条款、管控范围、中止事由等代码都出自这里，各项都写明出处；登录即可查。已上报的隐患始终按上报时所用的版本办理。',
    access: 'person',
    token: 'read',
    query: PackQuery,
    success: { status: 200, description: '政策包', answer: PackAnswer },
    handle(request, response) {
      const { version } = readQuery(request, PackQuery);
      const versions = deps.versionsOf(String(request.params['packId']));
      const pack = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
      if (pack === undefined || !deps.packs.has(pack.packId)) throw notFound();
      response.json(present(pack));
    },
  },
  {
    method: 'get',
    path: '/api/v1/campaigns',
    summary: '专项行动',
    description:
      '列出各政策包最新版本所载的专项行动；rectifyBy 是其统一的整改期限，一件隐患属于几项行动的，以最早的为准。登录即可查。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '专项行动', answer: pageOf(CampaignAnswer) },
    async handle(_request, response) {
      const items = [...deps.packs.values()].flatMap(({ packId, campaigns }) =>
        campaigns.map(({ id, name, from, to, rectifyBy, source }): CampaignAnswer =>
          compact({ campaignId: id, packId, name, from, to, rectifyBy, source: describeSource(source) }),
        ),
      );
      response.json({ items, nextCursor: null, asOf: await deps.door.now() });
    },
  },
];
