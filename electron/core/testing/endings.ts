type Ending = () => Promise<void>;

// One list per test file, as every test file has its own copy of this module.
const endings: Ending[] = [];

/** Has something released when the test file is over, the latest first, however its tests ended. */
export function atEnd(ending: Ending): void {
  endings.push(ending);
}

export async function runEndings(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending();
}
