/** Who answers for content besides its authors (response brief 7.3: clinical owner, survivor adviser, privacy). */
export const APPROVAL_ROLES = ['clinical-owner', 'privacy', 'survivor-adviser'] as const;
export type ApprovalRole = (typeof APPROVAL_ROLES)[number];

/** What a role is called on pages and in log lines, which may be read over a shoulder (invariant 4). */
export const ROLE_NAMES: Readonly<Record<ApprovalRole, string>> = {
  'clinical-owner': 'clinical owner',
  privacy: 'privacy',
  'survivor-adviser': 'adviser with lived experience',
};

/** One person's word for one version of the content. */
export interface Approval {
  readonly role: ApprovalRole;
  /** a name, or the alias of an adviser who wants none; shown nowhere */
  readonly name: string;
  readonly given:
    /** on a demo site: whenever it is started, for whatever it serves */
    | { readonly kind: 'start' }
    /** on a day (its start, UTC), for the version of service.yaml that was read */
    | { readonly kind: 'dated'; readonly from: number; readonly version: string };
}

/** Why content may not speak: nobody has approved it in a role, or one person stands for all of them. */
export type ApprovalGap =
  | { readonly kind: 'missing' | 'other-version' | 'not-yet'; readonly role: ApprovalRole }
  | { readonly kind: 'one-person' };
