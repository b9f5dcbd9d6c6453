import type { HookCall } from '../model/hook-call.js';

const TOKEN = /\{\{context\.(patientId|encounterId)\}\}/g;

/** Percent-encodes an id; half a character, which no FHIR server has, gives undefined. */
function encode(id: string): string | undefined {
  try {
    return encodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/**
 * Fills a prefetch template for our own FHIR call. Ids are opaque and are percent-encoded, so that none can reach
 * another path or add a parameter.
 *
 * @returns the relative URL, or undefined where a token has no value
 */
export function fillTemplate(
  template: string,
  call: Pick<HookCall, 'patientId' | 'encounterId'>,
): string | undefined {
  let complete = true;
  const filled = template.replaceAll(TOKEN, (_, field: string) => {
    const value = field === 'patientId' ? call.patientId : call.encounterId;
    const encoded = value === undefined || value === '.' || value === '..' ? undefined : encode(value);
    if (encoded === undefined) complete = false;
    return encoded ?? '';
  });
  // The bar of `system|code` is no character of a URL; some servers refuse it bare.
  return complete ? filled.replaceAll('|', '%7C') : undefined;
}
