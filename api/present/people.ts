import type { Post, Unit } from '../../domain/people/directory';
import { compact } from '../compact';

export const presentUnit = (unit: Unit): object =>
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
  });

export const presentPost = (post: Post): object =>
  compact({
    postId: post.postId,
    role: post.role,
    unitId: post.unitId,
    subjectId: post.subjectId ?? undefined,
    from: post.from,
    to: post.to ?? undefined,
    certificate: post.certificate ?? undefined,
  });
