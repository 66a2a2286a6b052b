import { readFileSync, statSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type YAMLError } from 'yaml';
import { MAX_DEPTH, tooDeepAt } from './nesting';
import type { Outcome, Problem } from './problems';
import { hiddenIn, textProblems } from './text-rules';
import { treeProblems, type TreeProblem } from './yaml-rules';

/** Where an element of a file stands; a map entry stands at its key when its value is not one line, or when `atKey`. */
export type Locate = (path: readonly (string | number)[], atKey?: boolean) => Pick<Problem, 'file' | 'line' | 'column'>;

/** A file of plain data and the way back from an element to its line. */
export interface YamlFile {
  file: string;
  value: unknown;
  locate: Locate;
}

const MAX_BYTES = 1_000_000;

const SYNTAX: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: '字段重复',
  MULTIPLE_DOCS: '一个文件只能有一份内容（不能有第二个 ---）',
  TAB_AS_INDENT: '不能用制表符缩进，请用空格',
  BAD_INDENT: '缩进不对',
};

const codeOf = (error: YAMLError): string => {
  if (error.code === 'DUPLICATE_KEY') return 'duplicate-key';
  return error.code === 'MULTIPLE_DOCS' ? 'many-documents' : 'yaml-syntax';
};

const syntaxProblem = (error: YAMLError): TreeProblem => ({
  code: codeOf(error),
  offset: error.pos[0],
  message: SYNTAX[error.code] ?? `YAML 写法有误（${error.code}）`,
});

const documentProblems = (document: Document, text: string): TreeProblem[] => {
  const hidden = hiddenIn(text);
  if (hidden.length > 0) return hidden;
  const broken = [...document.errors, ...document.warnings].map(syntaxProblem);
  if (broken.length > 0) return broken;
  if (document.directives?.yaml.explicit === true) {
    return [{ code: 'directive', offset: 0, message: '不支持 % 指令' }];
  }
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    return [{ code: 'empty-file', offset: 0, message: '文件是空的' }];
  }
  return [...treeProblems(document), ...textProblems(document, text)];
};

const offsetAt = (document: Document, path: readonly (string | number)[], atKey: boolean): number => {
  const last = path.at(-1);
  const node = document.getIn(path, true);
  if (typeof last === 'string' && (atKey || !isScalar(node))) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const key = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === last)?.key
      : undefined;
    if (isNode(key)) return key.range?.[0] ?? 0;
  }
  if (isNode(node)) return node.range?.[0] ?? 0;
  return path.length === 0 ? 0 : offsetAt(document, path.slice(0, -1), false);
};

const textOf = (bytes: Buffer): string | undefined => {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
};

const parse = (file: string, text: string): Outcome<YamlFile> => {
  const lineCounter = new LineCounter();
  const place = (offset: number): Pick<Problem, 'file' | 'line' | 'column'> => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    uniqueKeys: true,
    merge: false,
    schema: 'core',
    strict: true,
    stringKeys: false,
    prettyErrors: false,
    lineCounter,
  });
  const problems = documentProblems(document, text);
  if (problems.length > 0) {
    return { problems: problems.map(({ offset, ...rest }) => ({ ...place(offset), path: '', ...rest })) };
  }
  return {
    value: {
      file,
      value: document.toJS({ maxAliasCount: 0 }),
      locate: (path, atKey = false) => place(offsetAt(document, path, atKey)),
    },
  };
};

/** Reads one YAML file strictly: plain data, one document, at most 1 MB, no aliases, nothing that two readers read differently. */
export const readYaml = (file: string): Outcome<YamlFile> => {
  const refuse = (code: string, message: string, line = 1, column = 1): Outcome<YamlFile> => ({
    problems: [{ file, line, column, path: '', message, code }],
  });
  if (statSync(file).size > MAX_BYTES) return refuse('file-too-large', `文件超过 ${String(MAX_BYTES)} 字节`);
  const text = textOf(readFileSync(file));
  if (text === undefined) return refuse('not-utf8', '文件不是 UTF-8 文字');
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const before = text.slice(0, deep).split('\n');
    return refuse('too-deep', `嵌套超过 ${String(MAX_DEPTH)} 层`, before.length, (before.at(-1)?.length ?? 0) + 1);
  }
  return parse(file, text);
};

export type ReadYaml = (file: string) => Outcome<YamlFile>;

/** Reads each file once: a pack is read for itself and by those that extend it. */
export const readingOnce = (): ReadYaml => {
  const known = new Map<string, Outcome<YamlFile>>();
  return (file) => {
    const outcome = known.get(file) ?? readYaml(file);
    known.set(file, outcome);
    return outcome;
  };
};
