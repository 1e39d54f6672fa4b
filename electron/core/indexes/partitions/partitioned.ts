/** What to know of an index that is to be made of a partitioned table. */
export const PARTITIONED =
  'As this one statement PostgreSQL can’t build it concurrently, and writes to the table would wait. The revision builds it on each partition concurrently and attaches those, unless one of them is a foreign table; a partition that is added before it runs has to be given its own.';
