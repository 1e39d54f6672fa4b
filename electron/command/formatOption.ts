import { Option } from 'commander';

export function formatOption(description: string): Option {
  return new Option('--format <format>', description).choices(['js', 'mjs', 'cjs', 'ts', 'sql']);
}
