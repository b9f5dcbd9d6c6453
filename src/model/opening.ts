/** Whether a service answers at one moment. */
export type Opening =
  | { readonly kind: 'always' }
  /** until then, milliseconds since 1970 UTC */
  | { readonly kind: 'open'; readonly until: number }
  /** undefined: not within the next two weeks */
  | { readonly kind: 'closed'; readonly opens: number | undefined }
  | { readonly kind: 'unknown' };
