import { DictionaryAnswer } from '../answers/dictionary';
import { DICTIONARY } from '../present/dictionary';
import type { Route } from '../route';

/** The names of all codes, for consoles and other systems. */
export const dictionaryRoutes = (): Route[] => [
  {
    method: 'get',
    path: '/api/v1/dictionary',
    summary: '代码表',
    description:
      '各代码表及其中文名称，如隐患状态、等级、来源、计时事项、岗位。随程序版本变化，不随镇变化；隐患类型、条款和文书类型在政策包中（GET /api/v1/policies/{packId}）。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '全部代码表', answer: DictionaryAnswer },
    handle(_request, response) {
      const items = Object.entries(DICTIONARY).map(([list, names]) => ({
        list,
        codes: Object.entries(names).map(([code, name]) => ({ code, name })),
      }));
      response.json({ items });
    },
  },
];
