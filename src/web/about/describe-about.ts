import { ROLE_NAMES } from '../../model/approval.js';
import type { Approval } from '../../model/approval.js';
import type { Content } from '../../model/content.js';
import type { ContentAbout } from '../../model/source-attributes.js';

/** An approval as everybody may see it: by whom stands in the file that it was written into. */
interface ShownApproval {
  readonly role: string;
  /** whose people */
  readonly of: 'content' | 'site';
  /** `YYYY-MM-DD`; `start` on a demo site, where it is an example */
  readonly on: string;
  /** undefined on a demo site */
  readonly version: string | undefined;
  readonly isOfThisVersion: boolean;
}

/** Who answers for what is served, as it is told to anybody who asks. */
export interface AboutDocument extends ContentAbout {
  readonly title: string;
  readonly version: string;
  readonly revision: string;
  readonly regulation: '45 CFR 170.315(b)(11)(iv)';
  readonly services: readonly { readonly id: string; readonly hook: string; readonly description: string }[];
  readonly approvals: readonly ShownApproval[];
}

function shown(approval: Approval, of: ShownApproval['of'], current: string): ShownApproval {
  const { given } = approval;
  const role = ROLE_NAMES[approval.role];
  if (given.kind === 'start') return { role, of, on: 'start', version: undefined, isOfThisVersion: true };
  const on = new Date(given.from).toISOString().slice(0, 10);
  return { role, of, on, version: given.version, isOfThisVersion: given.version === current };
}

function asksForToken({ auth, protectDiscovery }: Content['site']): boolean {
  return auth === 'jwt' && protectDiscovery;
}

/** What `/about` says of the content that is served. It does not change while that serves. */
export function describeAbout({
  about,
  services,
  site,
  approvals,
  version,
  revision,
}: Content): AboutDocument {
  return {
    title: services[0]?.title ?? '',
    version,
    revision,
    ...about,
    // Where discovery asks for a token, this page does not tell it to anybody.
    services: asksForToken(site)
      ? []
      : services.map(({ id, hook, description }) => ({ id, hook, description })),
    approvals: [
      ...approvals.map((approval) => shown(approval, 'content', version)),
      ...site.approvals.map((approval) => shown(approval, 'site', version)),
    ],
    regulation: '45 CFR 170.315(b)(11)(iv)',
  };
}
