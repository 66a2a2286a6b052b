import { In } from 'typeorm';
import { civilDateOf } from '../../domain/clock/civil';
import type { Certificate } from '../../domain/people/directory';
import { ROLES, type Role } from '../../domain/people/roles';
import { PersonRow, PostRow, UnitRow } from '../../entities/people.entity';
import { SubjectRow } from '../../entities/place.entity';
import { administer, jsonAnswer, sendAnswer } from '../administer';
import type { AppDeps } from '../deps';
import { CreatePostBody, EndBody, type CertificateBody } from '../dto/people';
import { parseBodyAs } from '../parse';
import { compact } from '../compact';
import { presentPost } from '../present/people';
import { pageIn } from '../paging';
import { invalidField, notFound, Problem } from '../problem';
import { idParam, pageRules, readQuery } from '../query';
import { postOf, viewerOf, type Viewer } from '../read/viewer';
import { clashes, requireRight } from '../rights';
import type { Route } from '../route';
import { insertPost } from '../town-setup';

const listRules = { ...pageRules, personId: idParam, unitId: idParam } as const;
const roles: readonly string[] = ROLES;
const isRoleOf = (value: unknown): value is Role => typeof value === 'string' && roles.includes(value);
const certificateOf = (body: CertificateBody | undefined): Certificate | null =>
  body === undefined ? null : { number: body.number, validFrom: body.validFrom, validTo: body.validTo };

const forSubjects = ['ENs', 'ENm', 'OW'];

/** A unit that the viewer may put people into: of a town of his, or of the district. */
const unitFor = async (deps: AppDeps, viewer: Viewer, unitId: string): Promise<UnitRow> => {
  const unit = await deps.db.getRepository(UnitRow).findOneBy({ unitId });
  if (unit === null || (unit.townId !== null && !viewer.townIds.includes(unit.townId))) throw notFound();
  return unit;
};

const checkSubject = async (deps: AppDeps, viewer: Viewer, body: CreatePostBody): Promise<void> => {
  if (body.subjectId === undefined) {
    if (forSubjects.includes(body.role)) throw invalidField('/subjectId', 'required', '企业、产权方岗位须指明责任主体');
    return;
  }
  const subject = await deps.db.getRepository(SubjectRow).findOneBy({ subjectId: body.subjectId });
  if (subject === null || !viewer.townIds.includes(subject.townId))
    throw invalidField('/subjectId', 'unknown', '责任主体不存在');
};

/** Posts: what a person may do follows from them. */
export const postRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/posts',
    summary: '岗位',
    access: 'person',
    query: listRules,
    success: { status: 200, description: '岗位' },
    async handle(request, response) {
      const { personId, unitId, ...paging } = readQuery(request, listRules);
      const page = pageIn(deps, request, paging, ['id']);
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-people');
      const [after = ''] = page.after ?? [];
      const units = await deps.db.getRepository(UnitRow).findBy({ townId: In(viewer.townIds) });
      const rows = await deps.db
        .getRepository(PostRow)
        .createQueryBuilder('p')
        .where('p.postId > :after', { after })
        .andWhere('p.unitId IN (:...units)', { units: ['', ...units.map((unit) => unit.unitId)] })
        .andWhere(personId === undefined ? '1 = 1' : 'p.personId = :personId', { personId })
        .andWhere(unitId === undefined ? '1 = 1' : 'p.unitId = :unitId', { unitId })
        .orderBy('p.postId')
        .take(page.limit + 1)
        .getMany();
      const present = (row: PostRow): object => ({ personId: row.personId, ...presentPost(postOf(row)) });
      response.json(page.of(rows, await deps.door.now(), (row) => [row.postId], present));
    },
  },
  {
    method: 'post',
    path: '/api/v1/posts',
    summary: '任命岗位',
    access: 'person',
    key: true,
    bodies: [CreatePostBody],
    success: { status: 201, description: '已任命' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-people');
      const body = await parseBodyAs(CreatePostBody, request);
      const unit = await unitFor(deps, viewer, body.unitId);
      await checkSubject(deps, viewer, body);
      const person = await deps.db.getRepository(PersonRow).findOneBy({ personId: body.personId });
      if (person === null || (person.townId !== null && !viewer.townIds.includes(person.townId))) throw notFound();
      const answer = await administer(deps, request, {
        action: 'post-created',
        townId: unit.townId,
        work: async (tx) => {
          const today = civilDateOf(tx.now);
          const held = await tx.query(
            'SELECT role FROM post WHERE person_id = ? AND (valid_to IS NULL OR valid_to >= ?)',
            [body.personId, today],
          );
          if (
            clashes(
              held.flatMap((row) => (isRoleOf(row['role']) ? [row['role']] : [])),
              body.role,
            )
          )
            throw invalidField('/role', 'separated-roles', '系统管理员、审计不得与其他岗位由同一人担任');
          const { personId, role, unitId, subjectId = null, from = today, to = null } = body;
          if (to !== null && to < from) throw invalidField('/to', 'before-start', '结束日期不能早于开始日期');
          const certificate = certificateOf(body.certificate);
          const post = { personId, role, unitId, subjectId, from, to, certificate };
          const postId = await insertPost(tx, post);
          const content = compact({ ...presentPost({ ...post, postId }), personId });
          return { answer: jsonAnswer(201, content), ref: postId, data: { ...body }, directoryOf: unit.townId ?? '*' };
        },
      });
      sendAnswer(response, answer);
    },
  },
  {
    method: 'post',
    path: '/api/v1/posts/:postId/end',
    summary: '结束岗位',
    access: 'person',
    key: true,
    bodies: [EndBody],
    success: { status: 200, description: '已结束' },
    async handle(request, response) {
      const viewer = await viewerOf(deps, request);
      requireRight(viewer.posts, 'manage-people');
      const { to } = await parseBodyAs(EndBody, request);
      const postId = String(request.params['postId']);
      const row = await deps.db.getRepository(PostRow).findOneBy({ postId });
      if (row === null) throw notFound();
      const unit = await unitFor(deps, viewer, row.unitId);
      const answer = await administer(deps, request, {
        action: 'post-ended',
        townId: unit.townId,
        work: async (tx) => {
          const changed = await tx.change('UPDATE post SET valid_to = ? WHERE post_id = ? AND valid_from <= ?', [
            to,
            postId,
            to,
          ]);
          if (changed !== 1) throw new Problem('conflict', '结束日期不能早于开始日期。');
          const content = { personId: row.personId, ...presentPost({ ...postOf(row), to }) };
          return { answer: jsonAnswer(200, content), ref: postId, data: { to }, directoryOf: unit.townId ?? '*' };
        },
      });
      sendAnswer(response, answer);
    },
  },
];
