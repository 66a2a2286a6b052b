import { compact } from '../../compact';
import { Id, IsCivilDate, Maybe, OneOf, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { commandBody } from '../command-body';

class IssueNoticeBody {
  @Named('文书种类')
  @OneOf('tishi', 'zhenggai-yijian', 'xianqi-zhenggai-yijian')
  type: 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';
  @Id() issuerUnitId: string;
  @Text(5000) requirements: string;
  @Maybe() @Named('整改期限', 'date') @IsCivilDate() dueOn?: string;
}

export const issueNotice = commandBody(
  'issue-notice',
  { name: '制发提示或整改文书', does: '制发提示单、整改意见书、限期整改意见书；责令文书须提请审批（制发责令文书）。' },
  IssueNoticeBody,
  ({ type, ...value }) => ({
    paperType: type,
    ...compact(value),
  }),
);
