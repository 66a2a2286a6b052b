import { condition, defineSignal, defineUpdate, proxyLocalActivities, setHandler } from '@temporalio/workflow';

/** Names of the control's messages and what it calls, shared with its client and its worker. */
export interface BareActivities {
  /** Does nothing but be counted. */
  fired(): Promise<void>;
}

const { fired } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: '15 seconds' });

/**
 * The control: a sleep, an update, a signal and one local activity that does nothing: the commands of a case without its
 * rules, its record, its encryption. Ends after `steps` messages.
 */
export async function bare(dueAt: number, steps: number, payload: string): Promise<string> {
  let done = 0;
  let isNews = false;
  const took = (text: string): number => {
    done += text.length > 0 ? 1 : 0;
    isNews = true;
    return done;
  };
  setHandler(defineUpdate<number, [string]>('step'), took);
  setHandler(defineSignal<[string]>('tell'), (text) => {
    took(text);
  });
  let wakesAt = dueAt;
  while (done < steps) {
    isNews = false;
    // Like a case: every message arms the one timer anew.
    const woken = await condition(() => isNews, Math.max(1, wakesAt - Date.now()));
    if (!woken) {
      await fired();
      wakesAt = Date.now() + 30 * 86_400_000;
    }
  }
  return payload;
}
