/** How much the service does, from the loudest to the quietest (response brief 7.3, 8.2). */
export const MODES = ['live', 'shadow', 'suspended', 'off'] as const;
/**
 * `live`: shows cards. `shadow`: evaluates and counts, shows nothing. `suspended` (by operators, until they resume) and `off`
 * (by the site's file): reads nothing and shows nothing.
 */
export type Mode = (typeof MODES)[number];

/** What a site's file may choose; `suspended` is for operators. */
export const SITE_MODES = ['off', 'shadow', 'live'] as const satisfies readonly Mode[];
export type SiteMode = (typeof SITE_MODES)[number];

/** The quietest of several modes; `live` where there are none. */
export function quietest(modes: readonly Mode[]): Mode {
  return MODES[Math.max(0, ...modes.map((mode) => MODES.indexOf(mode)))] ?? 'off';
}

/** True where a mode reads nothing of a chart. */
export function readsNothing(mode: Mode): mode is 'suspended' | 'off' {
  return mode === 'suspended' || mode === 'off';
}
