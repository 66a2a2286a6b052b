import { say } from '../demo/say';

/** The sum of a metric over its labels, as a process exports it. */
const sumOf = (text: string, metric: string, labels = ''): number =>
  text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .filter((line) => line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);

const metricsOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();

/** Checks by the processes' own metrics that all of them took part; returns whether it is so. */
export const whoWorked = async (apis: readonly string[], workers: readonly string[]): Promise<boolean> => {
  say.title('各进程的份额');
  const checks: [string, boolean][] = [];
  for (const [index, url] of apis.entries()) {
    const text = await metricsOf(url);
    const requests = sumOf(text, 'bihuan_http_requests_total');
    const commands = sumOf(text, 'bihuan_command_duration_seconds_count', 'outcome="done"');
    const failed = sumOf(text, 'bihuan_http_requests_total', 'status="500"');
    checks.push([
      `api-${index + 1}: ${requests} requests, ${commands} commands, ${failed} answered with 500`,
      commands > 0 && failed === 0,
    ]);
  }
  let settled = 0;
  for (const [index, url] of workers.entries()) {
    const text = await metricsOf(url);
    const carried = sumOf(text, 'bihuan_relay_events_total');
    const settlings = sumOf(text, 'bihuan_settle_duration_seconds_count');
    const swept = sumOf(text, 'bihuan_swept_streams_total');
    settled += settlings;
    checks.push([
      `worker-${index + 1}: ${carried} events carried, ${settlings} settlings, ${swept} streams swept`,
      text.includes('temporal_worker_start'),
    ]);
  }
  checks.push([`deadlines were fired by workflows (${settled} settlings)`, settled > 0]);
  for (const [what, ok] of checks) say.check(ok, what);
  return checks.every(([, ok]) => ok);
};
