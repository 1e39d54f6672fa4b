import { FrameView } from '../app/FrameView';
import { entries, type GalleryEntry, galleryAddress } from './entries';
import styles from './Gallery.module.css';

const nothing = () => undefined;
const frameActions = {
  openConnection: nothing,
  openProject: nothing,
  openFolder: nothing,
  goTo: nothing,
  search: nothing,
};

export function GalleryState({ entry: { frame, view } }: { readonly entry: GalleryEntry }) {
  return (
    <FrameView state={frame} actions={frameActions}>
      {view}
    </FrameView>
  );
}

export function GalleryIndex() {
  const screens = [...new Set(entries.map(({ screen }) => screen))];
  return (
    <main className={styles.index}>
      <h1>Lockstep gallery</h1>
      <p>
        Every state of every screen. <a href="?screen=app">The whole app on a made-up core</a>
      </p>
      <div className={styles.screens}>
        {screens.map((screen) => (
          <section key={screen} aria-label={screen}>
            <h2>{screen}</h2>
            <ul>
              {entries
                .filter((entry) => entry.screen === screen)
                .map((entry) => (
                  <li key={entry.state}>
                    <a href={galleryAddress(entry)}>{entry.state}</a>{' '}
                    <a className={styles.dark} href={`${galleryAddress(entry)}&theme=dark`}>
                      dark
                    </a>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </main>
  );
}
