import type { ReportCommand } from '../../domain/case/commands';
import { compact } from '../compact';
import type { ReportBody, PlaceBody } from '../dto/report';
import { instantOf } from './command-body';

const placeOf = ({ address, longitude, latitude }: PlaceBody) => compact({ address, longitude, latitude });

/** The command of a report by somebody with these posts, in the village that it or its site names. */
export const reportOf = (
  body: ReportBody,
  { posts }: { posts: readonly { role: string }[] },
  villageUnitId: string | undefined,
): ReportCommand => {
  const { title, description, source, siteId, place, hazardType, externalId, refersTo, reporter, reuseReason } = body;
  const { subjectIds = [], campaignIds = [], attachmentIds = [] } = body;
  const onlyReports = posts.length > 0 && posts.every((post) => post.role === 'RP');
  return {
    type: 'report',
    ...compact({ title, description, source, siteId, villageUnitId, hazardType, externalId, refersTo, reuseReason }),
    ...(place === undefined ? {} : { place: placeOf(place) }),
    foundAt: instantOf(body.foundAt),
    subjectIds,
    campaignIds,
    attachmentIds,
    protectedSource: onlyReports || reporter?.anonymous === true,
  };
};
