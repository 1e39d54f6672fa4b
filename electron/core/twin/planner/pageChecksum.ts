/**
 * The checksum that PostgreSQL expects on a page of its files; without the right one it refuses to read the page.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/storage/checksum_impl.h
 */

const LANES = [
  ...[0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c],
  ...[0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb],
  ...[0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4],
  ...[0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756],
];
const PRIME = 16777619;
const CHECKSUM_OFFSET = 8;

export function writeChecksum(page: Buffer, block: number): void {
  page.writeUInt16LE(0, CHECKSUM_OFFSET);
  const sum = (foldPage(page) ^ block) >>> 0;
  page.writeUInt16LE((sum % 65535) + 1, CHECKSUM_OFFSET);
}

function foldPage(page: Buffer): number {
  const sums = [...LANES];
  for (let offset = 0; offset < page.length; offset += 4) {
    const lane = (offset / 4) % LANES.length;
    sums[lane] = mix(sums[lane] ?? 0, page.readUInt32LE(offset));
  }
  return sums.map((sum) => mix(mix(sum, 0), 0)).reduce((all, sum) => all ^ sum, 0) >>> 0;
}

function mix(sum: number, value: number): number {
  const mixed = sum ^ value;
  return (Math.imul(mixed, PRIME) ^ (mixed >>> 17)) >>> 0;
}
