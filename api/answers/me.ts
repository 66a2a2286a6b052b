import { TOKEN_SCOPES, type TokenScope } from '../../domain/people/scopes';
import { Maybe } from '../dto/fields';
import { Named } from '../dto/named';
import { ALL_RIGHTS, type Right } from '../rights';
import { AccountNoticeAnswer } from './account-act';
import { PostAnswer } from './post';
import { Code, Count, LabelsByCode, List, NamesById, One, OrNull, Ref, Words, Yes } from './shape';
import { UnitAnswer } from './unit';
import { WorklistCountersAnswer } from './worklist';

class OwnAccountAnswer {
  @Named('人员编号') @Ref() personId: string;
  @Named('姓名') @Words() name: string;
  @Words() username: string;
}

/** What a console says over every page. */
export class OverviewAnswer {
  /** What waits for who is signed in, as the worklist counts it. */
  @Named('待办数量') @One(WorklistCountersAnswer) waiting: WorklistCountersAnswer;
  @Code('running', 'delayed') clockService: string;
  @Named('是否演练时钟') @Yes() training: boolean;
  @Named('缺少工作日安排的年份') @List(Count()) missingYears: number[];
}

/** Who is signed in, and what he may do. */
export class MeAnswer {
  @Named('本人') @One(OwnAccountAnswer) person: OwnAccountAnswer;
  /** Those that are valid today. */
  @List(One(PostAnswer)) posts: PostAnswer[];
  /** The first of the units; null without a post. */
  @Named('首个岗位所在单位') @OrNull(One(UnitAnswer)) unit: UnitAnswer | null;
  @Named('岗位所在单位') @List(One(UnitAnswer)) units: UnitAnswer[];
  @Named('岗位所及的镇') @List(Ref()) townIds: string[];
  @List(Code(...ALL_RIGHTS)) permissions: Right[];
  @Yes() mustChangePassword: boolean;
  /** Of a token; null with a session, which may do all that the person may. */
  @OrNull(List(Code(...TOKEN_SCOPES))) scopes: TokenScope[] | null;
  /** Of a session; null with a token, which needs none. */
  @OrNull(Words()) csrfToken: string | null;
  /** Messages in the box that were not read. */
  @Named('未读消息数') @Count() unread: number;
  @Named('管理员对本人账号的办理') @List(One(AccountNoticeAnswer)) notices: AccountNoticeAnswer[];
  /** Where it was asked for. */
  @Maybe() @Named('概况') @One(OverviewAnswer) overview?: OverviewAnswer;
  @NamesById() names: object;
  @LabelsByCode() labels: object;
}
