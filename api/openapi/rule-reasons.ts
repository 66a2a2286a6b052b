/** Reasons of the rules and of what is checked before them; `test/unit/reasons.test.ts` holds the list against both. */
export const RULE_REASONS: readonly string[] = `
  addressee-acts addressee-decides addressee-hosts after-cut-off after-longest-term after-ordered-date
  already-accepted already-asked already-decided already-held already-major already-open
  already-over already-rectifying already-refused already-reported-up already-served ask-not-open
  assigner-closes attachment-unknown backdated before-decision before-invitation before-is-after
  before-proposal before-start came-back campaign-unknown case-archived case-ended
  case-exists case-of-another case-unknown case-void cases-missing certificate-not-valid
  certificate-required certificate-taken clause-not-in-force clause-not-legal clause-not-of-standard clause-unknown
  co-signer-decides common-date-past company-not-heard control-already-on control-missing control-still-on
  credit-code-taken csrf-token date-before-effect date-missed date-past date-too-far
  decided-before decided-first-extension decision-missing department-request-missing document-unknown domain-mismatch
  downgrade-is-a-proposal escalation-unknown extended-already extended-too-far external-id-taken field-missing
  filed-it fix-at-once fixed-on-the-spot ground-unknown guard-unknown has-successor
  hazard-type-unknown host-of-other-unit https-required in-the-future inspection-missing issuer-code-taken issuer-decides
  last-holder last-leader lead-is-subject leader-decides major-being-decided major-needs-confirmation
  major-needs-department many measures-missing minutes-filed no-control no-date-runs
  no-electronic-consent no-failed-recheck no-grounds no-order no-plan-needed no-power-in-this-matter
  no-power-to-order no-sitting-yet no-visit-owed nobody-accepts nobody-confirms not-accepted-yet
  not-by-token not-disabled not-ending not-for-this-post not-given not-held
  not-in-this-name not-later not-major not-now not-on-a-case not-on-behalf
  not-pending not-suspended not-the-author not-the-imposer not-the-issuer not-the-rechecker
  not-the-recheckers not-the-reporter not-the-second not-the-standing-order not-unserved not-your-case
  not-your-decision not-your-paper not-your-place not-your-proposal not-your-task nothing-open
  nothing-to-replay nothing-to-serve nothing-unserved office-verifies-on-documents officer-lost on-behalf-missing one-by-one
  only-shortens
  opened-by-system order-stands order-unserved order-words-in-advice other-act other-kind other-pack
  outlives-unit outside-routing overtaken own-account own-photo-missing own-post own-subject
  owner-missing paper-date-past paper-not-live paper-to-itself paper-type-unknown password-change-required
  password-set-by-another pending person-disabled person-unknown photo-missing photo-of-another-case
  place-missing plan-accepted plan-missing plan-under-review printed-date-not-accepted proof-missing
  proposal-already-open proposal-not-open proposer-decides proposer-publishes proposes-itself protected-person
  reads-as-reporter reassign-above-open recheck-not-due rechecker-closes rectifier-closes rectifier-decides
  rectifier-rechecks reference-missing reporter-verifies required return-to-missing role-may-not-issue
  same-paper-open same-unit same-unit-closes scope-missing scope-unknown second-cannot-read
  second-is-first second-may-not-act second-of-other-authority second-officer-missing second-unknown separated-roles
  served-before-issued signed-paper-missing signer-closes signer-rechecks subject-acts subject-decides
  subject-has-account subject-is-second subject-lifts subject-missing subject-not-served subject-unknown
  subject-visits token-scope too-far-ahead too-far-back too-few-officers too-many-connections too-many-extensions
  two-decisions unit-empty unit-ended unit-id-taken unit-in-use unit-name-taken
  unit-needed unit-unknown unknown upload-quota verifies-on-site version-in-use
  version-unknown village-unknown visit-too-early visited-today witness-missing wrong-kind
  wrong-passwords wrong-unit-for-post
  already-merged credit-codes-differ is-merged kinds-differ merged-into-itself protected-with-firm
  site-ended still-held units-differ
`
  .trim()
  .split(/\s+/);
