/**
 * The tables of a database are not this service's, or of a version that went another way. No waiting mends that, so whoever runs it
 * is told in words; it has no code, since a thread hands on an error's code in place of its sentence.
 */
export class ForeignTables extends Error {
  constructor(found: string, expected: string) {
    super(`its tables were made by something else: migration ${found} stands where ${expected} belongs`);
    this.name = 'ForeignTables';
  }
}
