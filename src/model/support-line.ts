import type { Directory, Listed } from './directory.js';
import type { Service } from './service.js';

/** The number by which a line is called; undefined where it has none for the voice. */
export function voiceNumber({ phones }: Pick<Service, 'phones'>): string | undefined {
  return phones.find(({ type }) => type === 'voice')?.number;
}

/** The line that a site has chosen for its cards. */
export function chosenLine(
  { listed }: Pick<Directory, 'listed'>,
  id: string | undefined,
): Listed | undefined {
  return id === undefined ? undefined : listed.find(({ service }) => service.id === id);
}
