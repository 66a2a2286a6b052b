/** What one person may upload on one civil day; 0 stands for no limit. */
export interface UploadQuota {
  files: number;
  /** Of what is kept: what is served and the sealed original. */
  megabytes: number;
}

export interface Uploaded {
  files: number;
  bytes: number;
}

const bytesPerMegabyte = 1024 * 1024;

/** Which limit the next upload of that size would pass (bad-input U18); null while it fits. */
export const quotaPassed = (today: Uploaded, nextBytes: number, quota: UploadQuota): 'files' | 'bytes' | null => {
  if (quota.files > 0 && today.files + 1 > quota.files) return 'files';
  const isTooMuch = today.bytes + nextBytes > quota.megabytes * bytesPerMegabyte;
  return quota.megabytes > 0 && isTooMuch ? 'bytes' : null;
};
