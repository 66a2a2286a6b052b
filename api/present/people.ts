import type { Post, Unit } from '../../domain/people/directory';
import type { PostStatus } from '../../domain/people/roll';
import type { Role } from '../../domain/people/roles';
import { bodyOf } from '../../domain/people/standing';
import type { AppointmentAnswer, PostAnswer } from '../answers/post';
import type { UnitAnswer } from '../answers/unit';
import { compact } from '../compact';
import type { Plain } from '../parse';

export const presentUnit = (unit: Unit): Plain<UnitAnswer> =>
  compact({
    unitId: unit.unitId,
    name: unit.name,
    aliases: unit.aliases,
    kind: unit.kind,
    parentId: unit.parentId,
    townId: unit.townId,
    slug: unit.slug ?? undefined,
    issuerCode: unit.issuerCode ?? undefined,
    domains: unit.domains,
    from: unit.from,
    to: unit.to ?? undefined,
    successorUnitId: unit.successorUnitId ?? undefined,
  });

export const presentPost = (post: Post): Plain<PostAnswer> =>
  compact({
    postId: post.postId,
    role: post.role,
    unitId: post.unitId,
    subjectId: post.subjectId ?? undefined,
    bodyId: bodyOf(post) ?? undefined,
    from: post.from,
    to: post.to ?? undefined,
    certificate: post.certificate ?? undefined,
  });

/** How a post came about, beside what it is. */
export interface Appointing {
  status: PostStatus;
  appointedBy: string | null;
  /** Roles of those who may confirm it; only while it is pending. */
  mayConfirm?: readonly Role[];
}

/** A post with its holder and how far its appointment has come. */
export const presentAppointment = (
  post: Post,
  { status, appointedBy, mayConfirm }: Appointing,
): Plain<AppointmentAnswer> =>
  compact({
    personId: post.personId,
    ...presentPost(post),
    status,
    appointedBy: appointedBy ?? undefined,
    mayConfirm: status === 'pending' ? mayConfirm : undefined,
  });
