export { deliver } from './deliver';
export { escalation } from './escalation';
export { hazardCase } from './hazard-case';
