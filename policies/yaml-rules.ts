import { isAlias, isScalar, visit, type Document, type Node } from 'yaml';
import { MAX_DEPTH } from './nesting';

/** A finding in the parsed tree; `offset` is a position in the text. */
export interface TreeProblem {
  code: string;
  offset: number;
  message: string;
}

const FORBIDDEN_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Unquoted values that YAML libraries read differently: a person must say which is meant. */
const AMBIGUOUS: [RegExp, string][] = [
  [/^(?:y|n|yes|no|on|off)$/i, '是非请写 true 或 false，文字请加引号'],
  [/^[-+]?0[0-9ox]/i, '以 0 开头的数字有歧义：数字请去掉前面的 0，文字请加引号'],
  [/^[-+]?\d+(?::\d+)+$/, '带冒号的时间请加引号'],
  [/^\d{4}-\d{1,2}-\d{1,2}/, '日期请加引号'],
  [/^[-+]?\.(?:inf|nan)$/i, '不是有限的数'],
];

const offsetOf = (node: Node): number => node.range?.[0] ?? 0;

const keyProblem = (key: unknown): Omit<TreeProblem, 'offset'> | undefined => {
  if (!isScalar(key) || typeof key.value !== 'string') return { code: 'key-not-text', message: '字段名须是文字' };
  if (key.value === '<<') return { code: 'merge-key', message: '不支持合并键 <<，请把内容写全' };
  return FORBIDDEN_KEYS.includes(key.value)
    ? { code: 'forbidden-key', message: `不允许的字段名：${key.value}` }
    : undefined;
};

const nodeProblem = (node: Node, isKey: boolean): Omit<TreeProblem, 'offset'> | undefined => {
  if (isAlias(node)) return { code: 'alias', message: '不支持引用（*），请把内容写全' };
  if (node.anchor !== undefined) return { code: 'alias', message: '不支持锚点（&），请把内容写全' };
  if (node.tag !== undefined) return { code: 'tag', message: `不支持标签 ${node.tag}` };
  if (isKey || !isScalar(node) || node.type !== 'PLAIN') return undefined;
  const source = node.source ?? '';
  const rule = AMBIGUOUS.find(([shape]) => shape.test(source));
  return rule && { code: 'ambiguous-value', message: `${source}：${rule[1]}` };
};

/** Refuses what YAML allows and a policy file must not use: references, merges, tags, hidden keys, ambiguous values. */
export const treeProblems = (document: Document): TreeProblem[] => {
  const problems: TreeProblem[] = [];
  const note = (problem: Omit<TreeProblem, 'offset'> | undefined, offset: number): void => {
    if (problem) problems.push({ ...problem, offset });
  };
  visit(document, {
    Pair: (_, pair) => {
      note(keyProblem(pair.key), isScalar(pair.key) ? offsetOf(pair.key) : 0);
    },
    Node: (key, node, ancestors) => {
      note(nodeProblem(node, key === 'key'), offsetOf(node));
      if (ancestors.length <= MAX_DEPTH * 2) return undefined;
      note({ code: 'too-deep', message: `嵌套超过 ${String(MAX_DEPTH)} 层` }, offsetOf(node));
      return visit.BREAK;
    },
  });
  return problems;
};
