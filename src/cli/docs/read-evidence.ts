/** One source of evidence.md. */
export interface EvidenceSource {
  readonly id: string;
  readonly title: string;
  /** anchor of its row */
  readonly anchor: string;
}

const ROW = /^\|\s*(S\d{2,3})\s*\|[^|]*\|\s*<a id="([^"]+)"><\/a>([^|]+?)\s*\|/gm;

/** Reads the rows of evidence.md, by id; a row without an anchor is none, since nothing could link to it. */
export function readEvidence(text: string): ReadonlyMap<string, EvidenceSource> {
  return new Map(
    [...text.matchAll(ROW)].map(([, id = '', anchor = '', title = '']) => [id, { id, anchor, title }]),
  );
}
