import { compact } from '../../compact';
import { Id, IsCivilDate, Maybe, OneOf, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class IssueNoticeBody {
  @OneOf('tishi', 'zhenggai-yijian', 'xianqi-zhenggai-yijian')
  type: 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';
  @Id() issuerUnitId: string;
  @Text(5000) requirements: string;
  @Maybe() @IsCivilDate() dueOn?: string;
}

export const issueNotice = commandBody('issue-notice', IssueNoticeBody, ({ type, ...value }) => ({
  paperType: type,
  ...compact(value),
}));
