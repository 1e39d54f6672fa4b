import type { Page } from '@playwright/test';

/** The Connections room. */
export function connectPage(page: Page) {
  const form = page.getByRole('form', { name: 'New connection' });
  const chooser = page.getByRole('dialog', { name: 'Choose a project’s folder' });
  return {
    form,
    field: (label: string) => form.getByLabel(label, { exact: true }),
    test: form.getByRole('button', { name: 'Test' }),
    save: form.getByRole('button', { name: 'Save and open' }),
    openFolder: page.getByRole('button', { name: 'Open folder…' }),
    openProject: (name: string) => page.getByRole('button', { name: `Open ${name}`, exact: true }),
    databases: page.getByRole('button', { name: 'Databases', exact: true }),
    addDatabase: (environment: string) =>
      page
        .getByRole('list', { name: 'Databases of the project' })
        .getByRole('listitem')
        .filter({ hasText: environment })
        .getByRole('button', { name: 'Add as connection' }),
    chooser,
    /** Begins at the home folder of whoever runs the host. */
    async chooseFolder(...names: readonly string[]) {
      for (const name of names) await chooser.getByRole('button', { name, exact: true }).click();
      await chooser.getByRole('button', { name: 'Open this folder' }).click();
    },
  };
}
