/** Modes that operators may impose: each is quieter than what the site says, never louder. */
export const OVERRIDE_MODES = ['suspended', 'off', 'shadow'] as const;
export type OverrideMode = (typeof OVERRIDE_MODES)[number];

/** What operators imposed on a department, or on the whole site, and who said so. */
export interface ModeOverride {
  /** undefined: the whole site */
  readonly department: string | undefined;
  readonly mode: OverrideMode;
  readonly since: number;
  readonly by: string;
  readonly reason: string;
}

/** An override that begins, or one that ends. */
export type OverrideChange =
  | ({ readonly kind: 'set' } & ModeOverride)
  | {
      readonly kind: 'clear';
      readonly department: string | undefined;
      readonly at: number;
      readonly by: string;
      readonly reason: string;
    };
