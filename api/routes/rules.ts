import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RULE_BOOKS } from '../../domain/policy/source';
import { policiesRoot } from '../../policies/root';
import { notFound } from '../problem';
import type { Route } from '../route';

const fileOf = (book: string): string => join(dirname(policiesRoot()), 'docs', 'domain', `${book}.md`);

/** The product's own rules, to which the source of a date refers where no notice and no law gives it. */
export const ruleRoutes = (): Route[] => [
  {
    method: 'get',
    path: '/api/rules/:book',
    summary: '本产品规则原文，英文（时限、权限、文书等系统默认值的出处）',
    description: `以 Markdown 给出一册规则，无须登录；可取 ${Object.keys(RULE_BOOKS).join('、')}。政策包没有写明的时限、权限和次数，其出处即指向这里的章节。`,
    access: 'public',
    raw: true,
    success: { status: 200, description: '规则原文（Markdown）', media: 'text/markdown' },
    handle(request, response) {
      const book = String(request.params['book']);
      if (!Object.hasOwn(RULE_BOOKS, book) || !existsSync(fileOf(book))) throw notFound();
      response.type('text/markdown; charset=utf-8');
      createReadStream(fileOf(book))
        .on('error', (error) => response.destroy(error))
        .pipe(response);
    },
  },
];
