import { addressKey } from '../domain/case/address';
import { SiteRow, SubjectRow } from '../entities/place.entity';
import type { AdminTx } from '../record/admin';

const unmerged = { mergedInto: null, mergedAt: null, mergedBy: null, mergeReason: null, version: 1 } as const;

/** A subject in the register; what is not said of it is null or false. */
export type NewSubject = Pick<SubjectRow, 'subjectId' | 'townId' | 'name' | 'kind'> & Partial<SubjectRow>;

export const insertSubject = (tx: AdminTx, subject: NewSubject): Promise<void> =>
  tx.insert(SubjectRow, {
    creditCode: null,
    creditCopy: 0,
    unitId: null,
    placeUnitId: null,
    protectedPerson: false,
    electronicConsent: null,
    familyContact: null,
    ...unmerged,
    amendedAt: null,
    createdAt: tx.now,
    ...subject,
  });

/** A site in the register; what is not said of it is null. */
export type NewSite = Pick<SiteRow, 'siteId' | 'townId' | 'name' | 'type' | 'address'> & Partial<SiteRow>;

export const insertSite = (tx: AdminTx, site: NewSite): Promise<void> =>
  tx.insert(SiteRow, {
    addressKey: addressKey(site.address),
    villageUnitId: null,
    longitude: null,
    latitude: null,
    ownerSubjectId: null,
    validTo: null,
    ...unmerged,
    createdAt: tx.now,
    ...site,
  });
