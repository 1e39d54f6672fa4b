type Ending = () => Promise<void>;

// Emptied after each test file: files that share their modules share this list, one file after another.
const endings: Ending[] = [];

/** Has something released when the test file is over, the latest first, however its tests ended. */
export function atEnd(ending: Ending): void {
  endings.push(ending);
}

export async function runEndings(): Promise<void> {
  for (let ending = endings.pop(); ending; ending = endings.pop()) await ending();
}
