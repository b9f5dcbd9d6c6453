/** How an outbox stands. */
export interface OutboxState {
  /** why the database cannot be asked */
  readonly problem: string | undefined;
  /** bytes of the spool, where any of them wait for the database */
  readonly waiting: number;
  /** what the spool says of single files */
  readonly files: readonly string[];
  /** cards that were given, and are nowhere */
  readonly lost: number;
  /** reports that neither database nor spool could take */
  readonly turnedAway: number;
  /** lines that are none */
  readonly damaged: number;
}

/** What operators should know of an outbox; nothing where all is well. */
export function outboxHealth(state: OutboxState): readonly string[] {
  const { problem, waiting, files, lost, turnedAway, damaged } = state;
  const reasons: readonly (readonly [boolean, string])[] = [
    [problem !== undefined, `the ledger's database is down (${problem ?? ''}); nothing is kept quiet by it`],
    [waiting > 0, `the spool holds ${waiting} bytes that the database has not`],
    ...files.map((reason) => [true, reason] as const),
    [lost > 0, `${lost} card(s) were given and not recorded: the spool is full or cannot be written`],
    [turnedAway > 0, `feedback was refused ${turnedAway} time(s)`],
    [damaged > 0, `${damaged} line(s) of the spool were damaged and left out`],
  ];
  return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
}
