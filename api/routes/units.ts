import { civilDateOf } from '../../domain/clock/civil';
import { isDistrictKind, unitRefusal } from '../../domain/people/keeping-units';
import { UnitRow } from '../../entities/people.entity';
import type { AdminTx, AdminWork } from '../../record/admin';
import { newId } from '../../record/new-id';
import { readUnit } from '../../record/roll';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import type { Explained } from '../answers/shape';
import { UnitAnswer, UnitReadAnswer } from '../answers/unit';
import { heed, rollUnderLock } from '../appointing';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { CreateUnitBody } from '../dto/registers';
import { UnitListQuery } from '../dto/queries';
import { pageIn } from '../paging';
import { parseBodyAs, type Plain } from '../parse';
import { presentUnit } from '../present/people';
import { invalidField, notFound, Problem } from '../problem';
import { readQuery, search } from '../query';
import { readerOf } from '../read/appointments';
import { townFor, unitOf, viewerOf, type Viewer } from '../read/viewer';
import { holdsRight, requireRight } from '../rights';
import type { Route } from '../route';
import { requireUnitOfTown } from '../standing';
import { checkIssuerCode, DISTRICT_UNIT, insertUnit } from '../town-setup';
import { readHoldings } from '../unit-holdings';

/** The town of a unit that is to be made; null for the district's, which belong to no town. */
const townForUnit = (viewer: Viewer, { kind, townId }: Plain<CreateUnitBody>): string | null => {
  if (!isDistrictKind(kind)) return townFor(viewer, townId);
  if (townId !== undefined)
    throw invalidField('/townId', 'not-for-this-unit', '所属的镇不适用于区级单位，请去掉后重新提交。');
  return null;
};

/** One unit of a name in a town, or among the district's (settled 6.5); one that has ended keeps no name. Under the lock. */
const refuseNameTaken = async (tx: AdminTx, townId: string | null, name: string): Promise<void> => {
  const [taken] = await tx.query(
    `SELECT unit_id FROM unit WHERE name = ? AND ${townId === null ? 'town_id IS NULL' : 'town_id = ?'}
     AND (valid_to IS NULL OR valid_to >= ?)`,
    [name, ...(townId === null ? [] : [townId]), civilDateOf(tx.now)],
  );
  if (taken === undefined) return;
  const message = `本镇已有单位“${name}”，请直接选用或换一个名称。`;
  throw new Problem('conflict', message, {
    reason: 'unit-name-taken',
    errors: [{ pointer: '/name', code: 'unit-name-taken', message }],
  });
};

const createUnit = async (
  tx: AdminTx,
  by: string,
  townId: string | null,
  body: Plain<CreateUnitBody>,
): Promise<AdminWork> => {
  const { name, kind, slug, issuerCode, aliases = [], domains = [], orderBasis } = body;
  const roll = await rollUnderLock(tx, by);
  heed(unitRefusal(roll, by, { kind, townId, slug, issuerCode, domains, orderBasis }));
  const parent = { townId, pointer: '/parentId', name: '上级单位', orDistrict: true };
  await requireUnitOfTown(tx, body.parentId, parent);
  await checkIssuerCode(tx, issuerCode);
  await refuseNameTaken(tx, townId, name);
  const unitId = slug === undefined ? newId() : `${townId ?? DISTRICT_UNIT}-${slug}`;
  if (await tx.exists(UnitRow, { unitId }))
    throw new Problem('conflict', '单位简称代码已被使用或与其他镇的单位冲突，请换一个。', {
      reason: 'unit-id-taken',
      errors: [{ pointer: '/slug', code: 'unit-id-taken', message: '单位简称代码已被使用' }],
    });
  const { parentId = null, from = civilDateOf(tx.now) } = body;
  const pack = compact({ aliases, issuerCode, domains, orderBasis });
  await insertUnit(tx, { unitId, townId, name, kind, parentId, slug: slug ?? null, from, pack });
  const made = await readUnit(tx, unitId);
  if (made === undefined) throw notFound();
  return { answer: jsonAnswer(201, presentUnit(made)), ref: unitId, data: { ...body }, directoryOf: townId ?? '*' };
};

/** Units of the towns a person reaches, and the district's. */
export const unitRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/units',
    summary: '单位',
    description:
      '列出本人所及各镇的单位和区级单位，已撤销的也在内。q 按名称、别名或单位简称代码查找，kind 按单位类别筛选。',
    access: 'person',
    token: 'read',
    query: UnitListQuery,
    success: { status: 200, description: '单位', answer: pageOf(UnitAnswer) },
    async handle(request, response) {
      const { q, kind, ...paging } = readQuery(request, UnitListQuery);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      const [after = ''] = page.after ?? [];
      const find = deps.db
        .getRepository(UnitRow)
        .createQueryBuilder('u')
        .where('u.unitId > :after', { after })
        .andWhere('(u.townId IN (:...towns) OR u.townId IS NULL)', { towns: ['', ...viewer.townIds] })
        .andWhere(kind === undefined ? '1 = 1' : 'u.kind IN (:...kind)', { kind })
        .orderBy('u.unitId')
        .take(page.limit + 1);
      search(find, q, { texts: ['u.name', 'u.aliases'], codes: ['u.slug'] });
      const rows = await find.getMany();
      response.json(
        page.of(
          rows,
          await deps.door.now(),
          (row) => [row.unitId],
          (row) => presentUnit(unitOf(row)),
        ),
      );
    },
  },
  {
    method: 'get',
    path: '/api/v1/units/:unitId',
    summary: '一个单位，及其接替关系和名下事项',
    description:
      '本人所及各镇的单位和区级单位。可以新建单位的人另见其名下的岗位、未办结的隐患、时限和督办、约谈、通报各有多少（holds）：撤销前须了结或指明接替单位的即是这些。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '单位', answer: UnitReadAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      const units = deps.db.getRepository(UnitRow);
      const row = await units.findOneBy({ unitId: String(request.params['unitId']) });
      if (row === null || (row.townId !== null && !viewer.townIds.includes(row.townId))) throw notFound();
      const { unitId, orderBasis } = row;
      const before = await units.find({ where: { successorId: unitId }, order: { unitId: 'ASC' } });
      const now = await deps.door.now();
      const answer: Omit<UnitReadAnswer, Explained> = compact({
        ...presentUnit(unitOf(row)),
        orderBasis: orderBasis ?? undefined,
        predecessorUnitIds: before.map((unit) => unit.unitId),
        holds: holdsRight(viewer.posts, 'manage-units')
          ? await readHoldings(readerOf(deps, now), unitId, civilDateOf(now))
          : undefined,
      });
      response.json(answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/units',
    summary: '新建单位',
    description:
      '系统管理员可新建各类单位；专班办公室主任只可为本镇新建没有执法权的单位，不能设定单位简称代码和发文机关代字。区级单位不属于任何镇，不填 townId；同一镇的现有单位不得重名。',
    access: 'person',
    key: true,
    body: CreateUnitBody,
    success: { status: 201, description: '已新建', answer: UnitAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-units');
      const body = await parseBodyAs(CreateUnitBody, request);
      const townId = townForUnit(viewer, body);
      const answer = await administer(deps, request, {
        action: 'unit-created',
        townId,
        work: (tx) => createUnit(tx, viewer.personId, townId, body),
      });
      sendAnswer(response, answer);
    },
  },
];
