import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Request } from 'express';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { omit } from './compact';
import { isAscii } from './dto/fields';
import { CURSOR_PARAMETERS } from './dto/query-fields';
import { fieldErrors, type Dto, type Plain } from './parse';
import { invalid, malformed, type FieldError } from './problem';
import { cleanTexts } from './text-rules';

/** An error of a body, said of a parameter. */
const ofParameter = ({ pointer, code, message }: FieldError): FieldError => ({
  pointer: `?${pointer.slice(1)}`,
  code: code === 'unknown-property' ? 'unknown-parameter' : 'parameter',
  message: code === 'unknown-property' ? '不认识的查询参数' : message,
});

/** 400 for an address that is not UTF-8 in percent-encoding: what it asks for nobody knows. */
const checkEncoding = ({ originalUrl }: Request): void => {
  const [, ...query] = originalUrl.split('?');
  try {
    decodeURIComponent(query.join('?'));
  } catch {
    throw malformed('查询参数不是有效的 UTF-8 百分号编码，请核对地址。');
  }
};

/** The query as a checked DTO; 422 for unknown, repeated or wrong parameters, 400 where it cannot be read. */
export const readQuery = <T extends object>(request: Request, dto: Dto<T>): Plain<T> => {
  checkEncoding(request);
  cleanTexts(omit(request.query, ...CURSOR_PARAMETERS));
  const asked = Object.entries(request.query);
  const repeated = asked
    .filter(([, value]) => typeof value !== 'string')
    .map(([name]) => ({ pointer: `?${name}`, code: 'repeated', message: '查询参数只能出现一次' }));
  const once = asked.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.normalize('NFC')]] : []));
  const instance = plainToInstance(dto, Object.fromEntries(once) as object, { enableImplicitConversion: false });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
  });
  const wrong = [...fieldErrors(errors).map(ofParameter), ...repeated];
  if (wrong.length > 0) throw invalid(wrong);
  return Object.assign({}, instance);
};

/** How many rows a query finds, however it is ordered; where there are more than `most`, that there are more. */
export const countUpTo = async <T extends ObjectLiteral>(
  find: SelectQueryBuilder<T>,
  most: number,
): Promise<number> => {
  const [sql, values] = find
    .clone()
    .select('1', 'found')
    .orderBy()
    .take(undefined)
    .limit(most + 1)
    .getQueryAndParameters();
  const [counted] = await find.dataSource.query<{ n: number | string }[]>(
    `SELECT COUNT(*) AS n FROM (${sql}) counted`,
    values,
  );
  return Number(counted?.n ?? 0);
};

/** Escapes a search text so that it matches literally in `LIKE … ESCAPE '!'`. */
export const likeText = (text: string): string => `%${text.replace(/[!%_]/g, (mark) => `!${mark}`)}%`;

/**
 * Narrows a query to rows where the text occurs in one of the columns. Columns of codes hold ASCII and are asked only
 * where they could match.
 */
export const search = <T extends ObjectLiteral>(
  find: SelectQueryBuilder<T>,
  text: string | undefined,
  columns: { texts: readonly string[]; codes?: readonly string[] },
): void => {
  if (text === undefined || text.trim() === '') return;
  const { texts, codes = [] } = columns;
  const asked = isAscii(text) ? [...texts, ...codes] : texts;
  const any = asked.map((column) => `${column} LIKE :search ESCAPE '!'`).join(' OR ');
  find.andWhere(`(${any})`, { search: likeText(text) });
};
