import {
  EVIDENCE_ATTRIBUTES,
  EVIDENCE_KEYS,
  PREDICTIVE_ATTRIBUTES,
  PREDICTIVE_KEYS,
} from '../model/source-attributes.js';
import type { ContentAbout, SourceAttribute } from '../model/source-attributes.js';
import type { ParsedContent } from './parse-content.js';
import type { AttributeEntry } from './schema/attributes-file.js';

/** The words of an entry, whichever kind it is. */
export function attributeText(entry: AttributeEntry): string {
  return 'says' in entry ? entry.says : entry.notApplicable;
}

function listed<K extends string>(
  keys: readonly K[],
  labels: Readonly<Record<K, string>>,
  entries: Readonly<Record<K, AttributeEntry>>,
): readonly SourceAttribute[] {
  return keys.map((key, index) => ({
    number: index + 1,
    label: labels[key],
    kind: 'says' in entries[key] ? 'says' : 'not-applicable',
    text: attributeText(entries[key]),
    reviewedOn: entries[key].reviewedOn,
  }));
}

/** What the content says of itself, in the order of the regulation. */
export function compileAbout({
  service,
  continuityService,
  attributes,
}: Pick<ParsedContent, 'service' | 'continuityService' | 'attributes'>): ContentAbout {
  const { status, ownership } = service.value;
  // Both folders are one release: it is as old as the part that was looked at first.
  const [lastReviewed = ''] = [service, continuityService].map(({ value }) => value.lastReviewed).toSorted();
  const { licence, evidenceBased, predictive } = attributes.value;
  return {
    status,
    lastReviewed,
    steward: ownership.steward,
    clinicalOwner: ownership.clinicalOwner,
    licence,
    evidenceBased: listed(EVIDENCE_KEYS, EVIDENCE_ATTRIBUTES, evidenceBased),
    predictive: listed(PREDICTIVE_KEYS, PREDICTIVE_ATTRIBUTES, predictive),
  };
}
