/** Where a department lies. Services are looked for from here and never from where a patient lives, which somebody else may have chosen (response brief 3.3). */
export interface Facility {
  /** ISO 3166-1 alpha-2 */
  readonly country: string;
  /** second part of the ISO 3166-2 code */
  readonly stateProvince: string | undefined;
  readonly county: string | undefined;
  readonly city: string | undefined;
  readonly postalCode: string | undefined;
  /** IANA name, in which hours are said */
  readonly timeZone: string;
}
