/** Somebody of the site whom staff may turn to; a phone number, an address, or both. */
export interface StaffContact {
  readonly name: string;
  readonly phone: string | undefined;
  readonly url: string | undefined;
  /** in the site's own words */
  readonly hours: string | undefined;
}

/** What the page for staff says in one language. */
export interface StaffPageWords {
  readonly language: string;
  /** of the language, in itself */
  readonly name: string;
  readonly title: string;
  readonly lead: string;
  readonly optional: string;
  readonly stepsTitle: string;
  readonly steps: readonly string[];
  readonly lasting: string;
  readonly own: string;
  readonly contactsTitle: string;
  readonly noContacts: string;
  readonly selfCheckTitle: string;
  readonly selfCheck: string;
  readonly sourcesTitle: string;
  readonly sources: readonly string[];
  readonly languages: string;
}

/** A questionnaire of somebody else, which is linked with its credit line and never embedded. */
export interface SelfCheck {
  readonly name: string;
  readonly url: string;
  readonly credit: string;
  /** `YYYY-MM-DD` */
  readonly verifiedOn: string;
}

/** Support for those who do this work (response brief 5). */
export interface StaffSupport {
  /** by language */
  readonly pages: ReadonlyMap<string, StaffPageWords>;
  readonly selfCheck: SelfCheck;
}
