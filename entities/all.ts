import * as anchors from './anchor.entity';
import * as cases from './case.entity';
import * as escalations from './escalation.entity';
import * as ledger from './ledger.entity';
import * as operations from './operations.entity';
import * as people from './people.entity';
import * as places from './place.entity';
import * as programs from './program.entity';
import * as streams from './stream.entity';

type EntityClass = new () => object;

/** Every entity of the record. */
export const entities = [streams, ledger, cases, escalations, people, places, operations, anchors, programs].flatMap(
  (area): EntityClass[] => Object.values<EntityClass>(area),
);
