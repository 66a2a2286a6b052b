import { LessThan } from 'typeorm';
import { AnchorRow } from '../../entities/anchor.entity';
import { AnchorAnswer } from '../answers/anchor';
import { pageOf } from '../answers/page';
import type { AppDeps } from '../deps';
import { PageQuery } from '../dto/query-fields';
import { pageIn } from '../paging';
import type { Plain } from '../parse';
import { readQuery } from '../query';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';

const present = (row: AnchorRow): Plain<AnchorAnswer> => ({
  anchorNo: row.anchorNo,
  at: row.at,
  chains: row.chains,
  links: row.links,
  merkleRoot: row.merkleRoot,
  hash: row.hash,
  exportedAt: row.exportedAt,
});

/** Anchors of the chains, for who compares them with the copies outside. */
export const anchorRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/anchors',
    summary: '各事件链的锚点，新的在前',
    description:
      '审计和系统管理员可查。每个锚点是当时全部事件链末端的默克尔根，各锚点相连，并导出到数据库之外：与外面的副本核对，即知链是否被截断；exportedAt 为空的尚未导出。',
    access: 'person',
    query: PageQuery,
    success: { status: 200, description: '锚点，新的在前', answer: pageOf(AnchorAnswer) },
    async handle(request, response) {
      const page = pageIn(deps, request, readQuery(request, PageQuery), ['count']);
      requireRight((await viewerOf(deps, request)).posts, 'read-audit');
      const [before] = page.after ?? [];
      const rows = await deps.db.getRepository(AnchorRow).find({
        ...(before === undefined ? {} : { where: { anchorNo: LessThan(Number(before)) } }),
        order: { anchorNo: 'DESC' },
        take: page.limit + 1,
      });
      response.json(page.of(rows, await deps.door.now(), (row) => [row.anchorNo], present));
    },
  },
];
