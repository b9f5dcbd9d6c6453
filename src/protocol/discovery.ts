import type { Content } from '../model/content.js';

/** https://cds-hooks.hl7.org/2.0/#response */
export interface DiscoveryService {
  readonly hook: string;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly prefetch: Readonly<Record<string, string>>;
  readonly usageRequirements?: string;
}

/**
 * The discovery document. `version` and `hookVersion` of the 3.0 ballot are left out: an old validator may
 * refuse unknown members, and both are optional there.
 */
export function describeServices(content: Content): { readonly services: readonly DiscoveryService[] } {
  const prefetch = Object.fromEntries(content.prefetch.map((query) => [query.key, query.template]));
  return {
    services: content.services.map((service) => ({
      hook: service.hook,
      id: service.id,
      title: service.title,
      description: service.description,
      prefetch,
      ...(service.usageRequirements === undefined ? {} : { usageRequirements: service.usageRequirements }),
    })),
  };
}
