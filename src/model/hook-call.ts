import type { ClientProfile } from './client-profile.js';
import type { Hook } from './hook.js';

/** Where and how the caller's FHIR server may be read for this one call. */
interface FhirAccess {
  readonly baseUrl: string;
  readonly token: string | undefined;
}

/** One call of a service, parsed. Strings are opaque and may be longer than FHIR ids (Epic). */
export interface HookCall {
  /** who calls */
  readonly client: ClientProfile;
  readonly service: string;
  readonly hook: Hook;
  /** the hook whose behaviour is wanted, after the client profile's mapping */
  readonly behaviour: Hook;
  readonly hookInstance: string;
  /** `Type/id` */
  readonly userId: string;
  readonly patientId: string;
  readonly encounterId: string | undefined;
  readonly fhir: FhirAccess | undefined;
  /** base URL of the caller's FHIR server as it was sent, whether it may be read or not: its ids are meant */
  readonly fhirServer?: string | undefined;
  /**
   * values by our own prefetch key; a missing key was not sent. Emptied once they are read: calls that wait for the ledger would
   * otherwise hold whole bodies, which cost more to collect than to read
   */
  readonly prefetch: Map<string, unknown>;
}
