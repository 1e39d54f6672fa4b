/** What was generated as revisions that follow one another. */
import type { Authoring } from '../../revisions/authoring/fileChange';
import type { Generated } from './generateContent';

export type Contents = Pick<Generated, 'first' | 'inside' | 'last' | 'outside'>;
export type Revisions = Pick<Extract<Authoring, { kind: 'revision' }>, 'message' | 'content' | 'further'>;

/** One after another. null: there is nothing to do. */
export function revisionsOf(message: string, { first, inside, last, outside }: Contents): Revisions | null {
  const all = [
    ...(first ? [{ message: `${message} labels`, content: first }] : []),
    ...(inside ? [{ message, content: inside }] : []),
    ...(last ? [{ message: `${message} labels`, content: last }] : []),
    ...(outside ? [{ message: inside ? `${message} concurrently` : message, content: outside }] : []),
  ];
  const [one, ...further] = all;
  return one ? { ...one, further } : null;
}
