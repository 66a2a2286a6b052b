import type { Role } from '../../../domain/people/roles';

/**
 * Whom a refusal sends to (authority.md 2), by its reason, in every wording there is. Reasons whose list is that of a table
 * of rights are not here. Asked of every refusal of a play.
 */
export const WHO_CAN: { [reason: string]: Role[][] } = {
  'already-refused': [['OFc', 'OFd']],
  'certificate-not-valid': [['EFo', 'DS']],
  'company-not-heard': [['OFc', 'OFd', 'LDc', 'LDd']],
  'control-missing': [['EFo', 'ST', 'DS', 'L2']],
  'control-still-on': [['EFo', 'ST', 'DS', 'L2']],
  'extended-already': [['EFo', 'ST', 'DS', 'L2']],
  'filed-it': [['DS']],
  'major-needs-confirmation': [['OFc', 'LDc', 'EFo', 'ST']],
  'no-electronic-consent': [['OFc', 'OFd', 'LDc', 'LDd']],
  'no-power-to-order': [['EFo', 'ST', 'DS']],
  'not-on-behalf': [['RU', 'VGm', 'VGg']],
  'not-the-rechecker': [['LDc', 'EFo', 'ST', 'DS']],
  'not-the-recheckers': [['EFo', 'DS']],
  'nothing-to-serve': [['LDc', 'EFo', 'ST', 'DS']],
  'office-verifies-on-documents': [['LDc', 'RU', 'VGg', 'EFo', 'ST', 'DS']],
  'paper-to-itself': [['OFc', 'LDc', 'LDd', 'EFo', 'ST']],
  'plan-under-review': [['DS']],
  'reassign-above-open': [['L2']],
  'rectifier-rechecks': [['LDc', 'EFo', 'ST', 'DS']],
  'same-paper-open': [['LDc', 'EFo', 'ST', 'DS']],
  'subject-lifts': [['EFo', 'ST', 'DS', 'L2']],
  'subject-visits': [['LDc', 'VGg', 'EFo', 'ST']],
  'came-back': [['OFc', 'OFd']],
  'department-request-missing': [['DS']],
  'fix-at-once': [['EFo', 'ST', 'DS']],
  'major-being-decided': [['DS']],
  'major-needs-department': [['DS']],
  'not-now': [['LDc', 'EFo', 'ST', 'DS']],
  'verifies-on-site': [['OFc', 'OFd']],
  'order-stands': [['EFh', 'ST', 'DS']],
  'order-unserved': [['EFo', 'ST', 'DS']],
};
