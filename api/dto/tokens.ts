import { longestTokenDays, TOKEN_SCOPES, type TokenScope } from '../../domain/people/scopes';
import { field, Line, Maybe, Whole } from './fields';
import { Named } from './named';

const isScopes = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  new Set(value).size === value.length &&
  value.every((item) => TOKEN_SCOPES.some((scope) => scope === item));

const Scopes = (): PropertyDecorator =>
  field(
    'scopes',
    {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', enum: TOKEN_SCOPES },
      default: ['read'],
      description: '查看：查询；上报：查询、上报隐患、上传附件；办理：查询、上传附件、办理隐患和督促事项、维护台账',
    },
    (value) => (isScopes(value) ? undefined : `必须是 ${TOKEN_SCOPES.join('、')} 中的一项或几项，不能重复`),
  );

export class CreateTokenBody {
  @Line(100) label: string;
  /** Without a wish: reads alone. */
  @Maybe() @Scopes() scopes?: TokenScope[];
  /** Days until it ends: 90 without a wish, and at most. */
  @Maybe() @Named('有效天数') @Whole(1, longestTokenDays) days?: number;
}
