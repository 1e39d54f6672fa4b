export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** undefined on Windows. */
  readonly userId: number | undefined;
}

/** Why a desktop window can't be opened here, or null when it can be tried. */
export function whyNoWindow({ platform, env, userId }: Surroundings): string | null {
  if (platform !== 'linux') return null;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no display';
  // Chromium ends at once as root unless its sandbox is off, which it never is here.
  return userId === 0 ? 'root can’t open a sandboxed window' : null;
}
