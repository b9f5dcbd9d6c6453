/** The hooks that this service serves (HL7 cds-hooks-library, hookVersion 1.0). */
export const HOOKS = ['patient-view', 'encounter-start'] as const;
export type Hook = (typeof HOOKS)[number];
