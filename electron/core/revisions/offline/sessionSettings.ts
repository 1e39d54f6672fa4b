import { SEQUELIZE_SETTINGS } from '../../project/child/workSession';

/** What statements of revisions were written for: as Sequelize sets it on its connections. */
export const SESSION_SETTINGS = `\\encoding UTF8\n${SEQUELIZE_SETTINGS.split(/;\s*/).join(';\n')};`;

/** What a revision SET for its session must not reach the next one. */
export const RESTORE_SETTINGS = `RESET SESSION AUTHORIZATION;\nRESET ALL;\n${SESSION_SETTINGS}`;
