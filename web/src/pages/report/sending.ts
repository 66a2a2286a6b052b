import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey, write } from '../../api/client';
import type { Schemas } from '../../api/typed';
import { bodyOf } from '../../forms/values';
import type { FieldSchema } from '../../forms/schema';
import type { Hazard, Visit, VisitHeld } from './visit';

const bodyFor = (schema: FieldSchema, { values, mode }: Visit, hazard: Hazard): Record<string, unknown> => {
  const { siteId, place, villageUnitId, ...others } = values;
  const where = mode === 'site' ? { siteId } : { place, villageUnitId };
  return bodyOf(schema, { ...others, ...where, ...hazard.values });
};

/** Sends the hazards of a visit one after another, each with its own result. */
export const useSending = (schema: FieldSchema, held: VisitHeld) => {
  const queries = useQueryClient();
  const [isSending, setSending] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, unknown>>>({});

  const sendOne = async (visit: Visit, hazard: Hazard): Promise<void> => {
    const body = bodyFor(schema, visit, hazard);
    const text = JSON.stringify(body);
    const sending = hazard.sending?.text === text ? hazard.sending : { key: newKey(), text };
    held.changeHazard(hazard.id, (one) => ({ ...one, sending }));
    try {
      const answer = await write('/api/v1/cases', { body, key: sending.key });
      const { caseId, number, status } = answer as Schemas['OpenedCaseAnswer'];
      held.changeHazard(hazard.id, (one) => ({ ...one, sent: { caseId, number, status } }));
    } catch (error) {
      setErrors((before) => ({ ...before, [hazard.id]: error }));
    }
  };

  return {
    isSending,
    errors,
    forgetErrors() {
      setErrors({});
    },
    sendAll: async (): Promise<void> => {
      if (isSending) return;
      setSending(true);
      setErrors({});
      const { visit } = held;
      for (const hazard of visit.hazards) if (hazard.sent === undefined) await sendOne(visit, hazard);
      setSending(false);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'form' });
    },
  };
};
