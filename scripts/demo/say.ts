import type { Reply } from './client';

const NAMES: Record<string, string> = {
  vgg: '网格员（vgg）',
  vgm: '村居分管委员（vgm）',
  ofc: '专班经办（ofc）',
  ofd: '专班主任（ofd）',
  ldc: '城运中心经办（ldc）',
  ldd: '城运中心负责人（ldd）',
  ens: '企业安全员（ens）',
  enm: '企业主要负责人（enm）',
  l2: '镇分管领导（l2）',
};

const started = Date.now();
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const stamp = (): string => `${((Date.now() - started) / 1000).toFixed(1).padStart(5)}s`;

/** A time of today in Shanghai, to the second. */
const clock = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 19);

/** The story, line by line in Chinese: who, what, document number, deadline, because, next. */
export const say = {
  title(text: string): void {
    print(`\n—— ${text} ——`);
  },
  did(
    who: string,
    what: string,
    more: { number?: string; due?: { dueAt: string; because: string }; next?: string } = {},
  ): void {
    print(`[${stamp()}] ${NAMES[who] ?? who}：${what}`);
    if (more.number !== undefined) print(`         文号：${more.number}`);
    if (more.due) print(`         时限：${clock(more.due.dueAt)}  依据：${more.due.because}`);
    if (more.next !== undefined) print(`         下一步：${more.next}`);
  },
  clock(what: string, more: { due?: string; next?: string } = {}): void {
    print(`[${stamp()}] 时钟（系统）：${what}`);
    if (more.due !== undefined) print(`         依据：${more.due}`);
    if (more.next !== undefined) print(`         下一步：${more.next}`);
  },
  refused(who: string, command: string, reply: Reply): void {
    print(
      `[${stamp()}] ${NAMES[who] ?? who}：尝试 ${command} —— 被拒绝（${String(reply.status)} ${String(reply.body['code'])}）`,
    );
    print(`         原因：${String(reply.body['detail'])}`);
  },
  check(ok: boolean, what: string): void {
    print(`  ${ok ? '✓' : '✗'} ${what}`);
  },
  line: print,
};
