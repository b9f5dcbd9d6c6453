import type { FhirOutcome, FhirPort } from './fhir-port.js';

/** The same port, which says of every read whether it was answered or why not. */
export function countReads(port: FhirPort, tell: (kind: string) => void): FhirPort {
  const told = (outcome: FhirOutcome): FhirOutcome => {
    tell(outcome.kind === 'answered' ? 'answered' : outcome.failure);
    return outcome;
  };
  return {
    get: async (query) => told(await port.get(query)),
    nextPage: async (url) => told(await port.nextPage(url)),
  };
}
