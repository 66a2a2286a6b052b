import { Named } from '../dto/named';
import { Count, Instant, List, One, Ref, Words } from './shape';

/** How many of what is open move to the survivor of a merging. */
export class MovesAnswer {
  @Named('未办结的隐患') @Count() cases: number;
  @Named('未办结的督办、约谈、通报') @Count() escalations: number;
  @Named('岗位') @Count() posts: number;
  @Named('点位') @Count() sites: number;
}

/** A subject that was merged into another, or what merging it would do. */
export class SubjectMergedAnswer {
  @Named('责任主体编号') @Ref() subjectId: string;
  @Ref() intoSubjectId: string;
  /** What the survivor lacked and takes over, by the names of the fields. */
  @Named('补上的内容') @List(Words()) filled: string[];
  @Named('转移的数量') @One(MovesAnswer) moves: MovesAnswer;
  @Named('效果') @List(Words()) effects: string[];
}

/** A site that was merged into another, or what merging it would do. */
export class SiteMergedAnswer {
  @Named('点位编号') @Ref() siteId: string;
  @Ref() intoSiteId: string;
  @Named('补上的内容') @List(Words()) filled: string[];
  @Named('转移的隐患数量') @Count() cases: number;
  @Named('效果') @List(Words()) effects: string[];
}

/** What stands in place of a subject that was merged. */
export class SubjectSurvivorAnswer {
  @Named('责任主体编号') @Ref() subjectId: string;
  @Named('并入时间') @Instant() at: string;
  @Ref() personId: string;
  @Words() reason: string;
}

/** What stands in place of a site that was merged. */
export class SiteSurvivorAnswer {
  @Named('点位编号') @Ref() siteId: string;
  @Named('并入时间') @Instant() at: string;
  @Ref() personId: string;
  @Words() reason: string;
}
