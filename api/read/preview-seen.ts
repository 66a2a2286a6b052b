import { PROTECTED_NAME } from '../../domain/people/protected-names';
import type { Previewed, PreviewedStream } from '../../record/preview';
import type { AppDeps } from '../deps';
import { mayReadFile } from './files';
import { hiddenFrom } from './protected-names';
import type { Viewer } from './viewer';

const subjectOf = ({ after }: PreviewedStream): string =>
  'addressee' in after && after.addressee.startsWith('subject:') ? after.addressee.slice('subject:'.length) : '';

/** A preview as far as the viewer reads it: of what it would do elsewhere only where he may look, protected people unnamed. */
export const previewAsSeen = async (deps: AppDeps, viewer: Viewer, previewed: Previewed): Promise<Previewed> => {
  const [own, ...others] = previewed.streams;
  if (own === undefined || others.length === 0) return previewed;
  const hidden = await hiddenFrom(deps, viewer, others.map(subjectOf));
  const streams = [own];
  for (const stream of others) {
    const { after } = stream;
    if (!(await mayReadFile(deps, viewer, after))) continue;
    const isUnnamed = 'escalationId' in after && hidden.has(subjectOf(stream));
    streams.push(isUnnamed ? { ...stream, after: { ...after, addresseeName: PROTECTED_NAME } } : stream);
  }
  return { ...previewed, streams };
};
