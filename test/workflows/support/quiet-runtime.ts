import { createLogger } from '../../../logger';
import { installRuntime } from '../../../worker/runtime';

/** For the whole test file: the SDK writes only what is an error, and a test has the time that real clocks need. */
export function quietRuntime(): void {
  void installRuntime(createLogger({ level: 'error', service: 'test' }));
  jest.setTimeout(60_000);
}
