/** Why a FHIR read brought nothing. */
export type FhirFailure = 'timeout' | 'unauthorized' | 'not-found' | 'server-error' | 'network' | 'refused';

export type FhirOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly failure: FhirFailure };

/** What the service needs of a FHIR server: two reads, never a write. Neither method throws. */
export interface FhirPort {
  /** Reads a relative query such as `Patient/1` or `Condition?patient=1`. */
  get(query: string): Promise<FhirOutcome>;
  /** Reads the next page; refused unless it has the origin of the server. */
  nextPage(url: string): Promise<FhirOutcome>;
}

/** Makes the port of one call: it ends with the signal and is bound to one server and token. */
export type OpenFhir = (
  access: { readonly baseUrl: string; readonly token: string | undefined },
  signal: AbortSignal,
) => FhirPort | undefined;
