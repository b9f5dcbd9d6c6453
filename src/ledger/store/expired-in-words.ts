type Numbers = Readonly<Record<'records' | 'marks' | 'cooldowns' | 'tokens' | 'comments', number>>;

/** What went, as the audit and whoever asked for it are told. */
export function expiredInWords({ records, marks, cooldowns, tokens, comments }: Numbers): string {
  return `${records} records, ${marks + cooldowns} marks and cooldowns, ${tokens} tokens, ${comments} comments`;
}
