import { afterAll } from 'vitest';
import { runEndings } from './endings';

afterAll(runEndings);
