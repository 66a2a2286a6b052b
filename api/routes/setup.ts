import { IsNull } from 'typeorm';
import { civilDateOf } from '../../domain/clock/civil';
import type { Pack } from '../../domain/policy/pack';
import { SetupTokenRow } from '../../entities/people.entity';
import type { AdminTx } from '../../record/admin';
import { newId } from '../../record/new-id';
import { lockAppointments } from '../../record/roll';
import { administer, administerOnce, jsonAnswer, sendAnswer } from '../administer';
import { pageOf } from '../answers/page';
import { SetupAnswer, SetupStateAnswer, TownAnswer } from '../answers/town';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { CreateTownBody, SetupBody, type FirstPersonBody, type TownBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { invalidField, Problem } from '../problem';
import { viewerOf } from '../read/viewer';
import { requireRight } from '../rights';
import type { Route } from '../route';
import { isSetUp } from '../setup-token';
import { requireRightNow } from '../standing';
import { checkPassword } from '../session/password-policy';
import { hashPassword, hashSecret } from '../session/secrets';
import { DISTRICT_UNIT, insertPerson, insertPost, insertTown, type NewTown } from '../town-setup';

const packFor = (deps: AppDeps, packId: string): Pack => {
  const pack = deps.packs.get(packId);
  if (pack === undefined) throw invalidField('/packId', 'unknown', `没有政策包 ${packId}`);
  return pack;
};

interface FirstPost {
  person: FirstPersonBody;
  passwordHash: string;
  townId: string | null;
  role: 'SA' | 'OFd';
  unitId: string;
}

const insertFirst = async (tx: AdminTx, first: FirstPost): Promise<string> => {
  const personId = newId();
  await insertPerson(tx, {
    personId,
    townId: first.townId,
    name: first.person.name,
    phone: null,
    username: first.person.username,
    passwordHash: first.passwordHash,
    mustChangePassword: false,
  });
  await insertPost(tx, {
    personId,
    role: first.role,
    unitId: first.unitId,
    subjectId: null,
    from: civilDateOf(tx.now),
    to: null,
    certificate: null,
  });
  return personId;
};

const checked = async (person: FirstPersonBody, town: TownBody, pointer: string): Promise<string> => {
  checkPassword(person.password, { username: person.username, town }, `${pointer}/password`);
  return hashPassword(person.password);
};

const townOf = ({ townId, name, districtName, issuerCode }: TownBody): NewTown =>
  compact({ townId, name, districtName, issuerCode });

const presentTown = (town: TownBody, pack: Pack): TownAnswer => ({
  townId: town.townId,
  name: town.name,
  packId: pack.packId,
  packVersion: pack.version,
});

/** First start, and further towns. */
export const setupRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/setup',
    summary: '是否需要首次设置，及可选的政策包',
    description:
      '系统里还没有账号时 needed 为 true，packs 列出建立第一个镇时可选的政策包；设置完成后 packs 为空。无须登录，供设置页面使用。',
    access: 'public',
    success: { status: 200, description: '是否需要', answer: SetupStateAnswer },
    async handle(_request, response) {
      const needed = !(await isSetUp(deps));
      const offered = [...deps.packs.values()].map(({ packId, version, title }) => ({ packId, version, title }));
      const answer: SetupStateAnswer = { needed, packs: needed ? offered : [] };
      response.json(answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/setup',
    summary: '首次启动：用一次性令牌建立第一个镇和两个账号',
    description:
      '系统里还没有账号时可用一次，无须登录：令牌在首次启动时给出。按政策包建立镇和其中的单位，以及系统管理员和专班主任两个账号；之后一律回答 410。',
    access: 'public',
    body: SetupBody,
    success: { status: 201, description: '已建立', answer: SetupAnswer },
    async handle(request, response) {
      const body = await parseBodyAs(SetupBody, request);
      if (await isSetUp(deps)) throw new Problem('gone', '系统已完成初始设置。');
      const tokenHash = hashSecret(body.setupToken);
      const token = await deps.db.getRepository(SetupTokenRow).findOneBy({ tokenHash, usedAt: IsNull() });
      if (token === null) throw new Problem('unauthenticated', '设置令牌不正确。');
      const pack = packFor(deps, body.packId);
      if (body.administrator.username === body.officeHead.username)
        throw invalidField('/officeHead/username', 'taken', '两个账号不能同名');
      const [saHash, headHash] = [
        await checked(body.administrator, body.town, '/administrator'),
        await checked(body.officeHead, body.town, '/officeHead'),
      ];
      const { townId } = body.town;
      const answer = await administerOnce(deps, request, 'setup', {
        action: 'set-up',
        townId,
        work: async (tx) => {
          const used = await tx.update(SetupTokenRow, { usedAt: tx.now }, { tokenHash, usedAt: null });
          if (used !== 1) throw new Problem('gone', '设置令牌已被使用。');
          await insertTown(tx, townOf(body.town), pack);
          const administratorId = await insertFirst(tx, {
            person: body.administrator,
            passwordHash: saHash,
            townId: null,
            role: 'SA',
            unitId: DISTRICT_UNIT,
          });
          const officeHeadId = await insertFirst(tx, {
            person: body.officeHead,
            passwordHash: headHash,
            townId,
            role: 'OFd',
            unitId: `${townId}-${pack.office}`,
          });
          const content: SetupAnswer = { town: presentTown(body.town, pack), administratorId, officeHeadId };
          return { answer: jsonAnswer(201, content), ref: townId, data: { packId: pack.packId }, directoryOf: '*' };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'get',
    path: '/api/v1/towns',
    summary: '可见的镇',
    description: '本人的岗位所及的镇，及其今日新上报的隐患所用的政策包版本；在区级单位任职的可见全部的镇。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '镇', answer: pageOf(TownAnswer) },
    async handle(request, response) {
      const { towns } = await viewerOf(deps, request);
      const items = towns.map((row): TownAnswer => ({
        townId: row.townId,
        name: row.name,
        packId: row.packId,
        packVersion: row.packVersion,
      }));
      response.json({ items, nextCursor: null, asOf: await deps.door.now() });
    },
  },
  {
    method: 'post',
    path: '/api/v1/towns',
    summary: '新建镇及其单位',
    description:
      '由系统管理员办理：按政策包建立镇和其中的单位，可同时建立该镇专班主任的账号。镇的代码、单位编号和发文机关代字不得与现有的重复。',
    access: 'person',
    key: true,
    body: CreateTownBody,
    success: { status: 201, description: '已新建', answer: TownAnswer },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-towns');
      const body = await parseBodyAs(CreateTownBody, request);
      const pack = packFor(deps, body.packId);
      const head = body.officeHead;
      const headHash = head && (await checked(head, body, '/officeHead'));
      const answer = await administer(deps, request, {
        action: 'town-created',
        townId: body.townId,
        work: async (tx) => {
          await lockAppointments(tx);
          await requireRightNow(tx, viewer.personId, 'manage-towns', null);
          await insertTown(tx, townOf(body), pack);
          const unitId = `${body.townId}-${pack.office}`;
          if (head !== undefined && headHash !== undefined)
            await insertFirst(tx, { person: head, passwordHash: headHash, townId: body.townId, role: 'OFd', unitId });
          const answer = jsonAnswer(201, presentTown(body, pack));
          return { answer, ref: body.townId, data: { packId: pack.packId }, directoryOf: '*' };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
