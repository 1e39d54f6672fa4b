import { Button, Skeleton } from '@mantine/core';
import { IconFolder } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { ProjectSummary } from '../../../electron/contract/projects';
import { ConfirmButton } from '../../parts/ConfirmButton';
import { ErrorNote } from '../../parts/ErrorNote';
import { Tag } from '../../parts/Tag';
import type { ConnectActions } from './ConnectView';
import styles from './ConnectView.module.css';
import type { Projects } from './connectState';
import { FolderChooser } from './FolderChooser';
import { ProjectDatabaseList } from './ProjectDatabaseList';

interface ProjectListProps {
  readonly projects: Projects;
  readonly actions: ConnectActions;
}

/** Which folder's revisions to look at on this connection. */
export function ProjectList({ projects, actions }: ProjectListProps) {
  const { list, chooser, error, databases, emptyFolder } = projects;
  return (
    <section className={styles.section} aria-label="Projects">
      <div className={styles.sectionHead}>
        <h3>Project</h3>
        <Button
          variant="default"
          leftSection={<IconFolder size={14} aria-hidden />}
          onClick={actions.openFolder}
        >
          Open folder…
        </Button>
      </div>
      {error && !chooser && (
        <ErrorNote error={error}>
          {emptyFolder !== null && (
            <Button variant="default" onClick={() => actions.initProject(emptyFolder)}>
              Lay out a new project there
            </Button>
          )}
        </ErrorNote>
      )}
      {list.kind === 'loading' && <Skeleton height={44} />}
      {list.kind === 'failed' && <ErrorNote error={list.error} />}
      {list.kind === 'shown' && (
        <ul className={styles.projects}>
          {list.all.map((project) => (
            <Fragment key={project.id}>
              <ProjectLine
                project={project}
                isShowingDatabases={databases?.projectId === project.id}
                actions={actions}
              />
              {databases?.projectId === project.id && (
                <ProjectDatabaseList databases={databases} actions={actions} />
              )}
            </Fragment>
          ))}
        </ul>
      )}
      {chooser && <FolderChooser chooser={chooser} actions={actions} />}
    </section>
  );
}

interface ProjectLineProps {
  readonly project: ProjectSummary;
  readonly isShowingDatabases: boolean;
  readonly actions: ConnectActions;
}

function ProjectLine({ project, isShowingDatabases, actions }: ProjectLineProps) {
  const { id, name, folder, isDemo, isTrusted } = project;
  return (
    <li className={styles.project}>
      <span className={styles.projectText}>
        <span className={styles.projectName} title={name}>
          {name}
        </span>
        <span className={styles.projectFolder} title={folder}>
          {folder}
        </span>
      </span>
      {!isTrusted && (
        <Tag tone="amber" title="Its code may not run yet; you are asked before the first run.">
          not trusted yet
        </Tag>
      )}
      {!isDemo && (
        <Button
          variant="default"
          aria-expanded={isShowingDatabases}
          onClick={() => actions.showDatabases(isShowingDatabases ? null : id)}
        >
          Databases
        </Button>
      )}
      {!isDemo && (
        <ConfirmButton
          label="Remove"
          question="Forget it? The folder stays."
          onConfirm={() => actions.removeProject(id)}
        />
      )}
      <Button variant="light" onClick={() => actions.openProject(id)} aria-label={`Open ${name}`}>
        Open
      </Button>
    </li>
  );
}
