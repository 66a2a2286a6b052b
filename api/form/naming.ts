import { In } from 'typeorm';
import { civilDateOf } from '../../domain/clock/civil';
import type { Context } from '../../domain/context';
import { postsOf } from '../../domain/people/directory';
import { ROLE_NAMES } from '../../domain/people/roles';
import { AttachmentRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import { DOMAIN_NAMES } from '../present/code-names/case';
import { namesOfList } from '../present/dictionary';
import { listOfFreeField } from '../present/free-codes';
import { listOfField } from '../present/labels';
import { nameInPacks } from '../present/pack-names';
import { unitName } from '../present/preview-people';
import { namesIn, type Names } from '../read/names';
import type { Viewer } from '../read/viewer';
import type { BodyField } from './body-fields';
import type { Offered } from './offering';

/** A choice as people read it. */
export interface Named {
  title: string;
  description?: string;
  group?: string;
}
export type NameOf = (field: BodyField, value: string) => Named;

/** A paper as far as it is picked. */
interface Paper {
  documentId: string;
  number: string;
  type: string;
}

const widgetOf = ({ schema }: BodyField): unknown => schema['x-widget'];

const picked = (offers: readonly Offered[], widget: string): string[] =>
  offers
    .filter(({ field }) => widgetOf(field) === widget)
    .flatMap(({ options, filled }) => [
      ...(options ?? []).map(({ value }) => value),
      ...(Array.isArray(filled) ? filled.map(String) : []),
    ]);

const postNames = ({ directory, now }: Context, personId: string): string =>
  postsOf(directory, personId, civilDateOf(now))
    .map(({ unitId, role }) => `${unitName(directory, unitId)} ${ROLE_NAMES[role]}`)
    .join('；');

/** Reads what the ids of a form are called, as the viewer reads it. */
export const namesFor = async (
  deps: AppDeps,
  viewer: Viewer,
  context: Context,
  { offers, papers }: { offers: readonly Offered[]; papers: readonly Paper[] },
): Promise<NameOf> => {
  const uploads = picked(offers, 'attachment');
  const [names, files]: [Names, AttachmentRow[]] = await Promise.all([
    namesIn(deps, viewer, { personId: picked(offers, 'person'), subjectId: picked(offers, 'subject') }),
    uploads.length === 0 ? [] : deps.db.getRepository(AttachmentRow).findBy({ attachmentId: In(uploads) }),
  ]);
  const { policy, directory } = context;
  const titleOfPaper = (type: string): string => policy.papers.find((paper) => paper.type === type)?.title ?? type;
  return (field, value): Named => {
    const { name, schema } = field;
    const paper = name === 'documentId' ? papers.find(({ documentId }) => documentId === value) : undefined;
    if (paper !== undefined) return { title: `《${titleOfPaper(paper.type)}》${paper.number}` };
    switch (widgetOf(field)) {
      case 'unit':
        return { title: unitName(directory, value) };
      case 'person':
        return { title: names[value] ?? value, description: postNames(context, value) };
      case 'subject':
        return { title: names[value] ?? value };
      case 'attachment': {
        // The name of a photo of the report is its sender's.
        const at = files.find(({ attachmentId }) => attachmentId === value)?.uploadedAt;
        return { title: at === undefined ? '照片' : `${civilDateOf(at)} 的照片` };
      }
      case 'clause': {
        const clause = policy.clauses.find(({ id }) => id === value);
        return { title: clause?.title ?? value, ...(clause === undefined ? {} : { description: clause.text }) };
      }
    }
    const list = listOfField(schema) ?? listOfFreeField(name) ?? '';
    const own = nameInPacks([policy], listOfFreeField(name) ?? '', value);
    const title = own ?? namesOfList(list)?.[value] ?? value;
    const type = name === 'hazardType' ? policy.hazardTypes.find(({ id }) => id === value) : undefined;
    return type === undefined ? { title } : { title, group: DOMAIN_NAMES[type.domain] };
  };
};
