import { WhoCanAnswer } from '../answers/allowed';
import type { Schema } from '../dto/fields';
import { FIELD_CODES } from '../parse';
import { PROBLEMS } from '../problem';
import { REASON_FAMILIES, REASONS } from './reasons';
import { refTo } from './schemas';

const words = (title: string): Schema => ({ type: 'string', title });

/** Every refusal and failure, as RFC 9457 has it. */
export const problemSchema: Schema = {
  type: 'object',
  description: '问题（RFC 9457）。按 code 判断类别，按 reason 判断具体缘由；title 和 detail 供人阅读。',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'errors', 'traceId'],
  properties: {
    type: words('类别网址'),
    title: words('标题'),
    status: { type: 'integer', title: 'HTTP 状态码' },
    detail: words('说明'),
    instance: words('请求地址'),
    code: {
      type: 'string',
      title: '类别代码',
      enum: Object.keys(PROBLEMS),
      description: Object.entries(PROBLEMS)
        .map(([code, { status, title }]) => `${code}：${title}（${status}）`)
        .join('；'),
    },
    reason: {
      title: '具体缘由代码',
      description: '状态不符的为 not-from-<状态>，因标记受阻的为 is-<标记>，其余如下',
      anyOf: [
        { type: 'string', enum: REASONS },
        { type: 'string', pattern: REASON_FAMILIES.source },
      ],
    },
    whoCan: { type: 'array', title: '可办理的岗位', items: { type: 'string' } },
    whoCanDo: {
      type: 'array',
      title: '可办理的岗位和单位',
      description: '与 whoCan 相同，另注明单位；单位为空的不限单位',
      items: refTo(WhoCanAnswer),
    },
    caseId: words('相关隐患编号'),
    escalationId: words('相关督办、约谈、通报编号'),
    version: { type: 'integer', title: '当前版本（412）' },
    errors: {
      type: 'array',
      title: '逐项错误',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string', title: '位置', description: '请求内容的 JSON 指针；查询参数为 ?名称' },
          code: {
            type: 'string',
            title: '错误代码',
            description: `形式有误的为 ${FIELD_CODES.join('、')}，查询参数的为 parameter、repeated、unknown-parameter、conflict，其余为缘由代码`,
          },
          message: words('说明'),
        },
      },
    },
    traceId: words('追踪号'),
  },
};
