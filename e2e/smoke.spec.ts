import { expect, test } from './app';

test('Lockstep opens and shows its first screen', async ({ app }, testInfo) => {
  await expect(app.page).toHaveTitle(/Lockstep/);
  await expect(app.page.locator('#root')).not.toBeEmpty();
  await app.page.screenshot({ path: testInfo.outputPath('first-screen.png') });
});

test('Lockstep opens again on the same home after it was quit', async ({ app, launchApp }) => {
  await app.stop();
  const again = await launchApp();
  expect(again.home).toBe(app.home);
  await expect(again.page).toHaveTitle(/Lockstep/);
});
