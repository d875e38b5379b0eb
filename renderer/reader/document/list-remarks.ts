import { formatDateTime, t } from '../../messages/t.ts';
import type { ReaderOutlineEntry } from '../reader-page.ts';
import type { Change, Comment } from './read-comments.ts';

/** More than these are counted, not listed. */
const MOST = 500;

/** The comments as a list, each with a button that leads to its place below `root`; `null` where there are none. */
export function listComments(comments: readonly Comment[], root: Element): ReaderOutlineEntry | null {
  const title = t('office.comments', { n: comments.length });
  return remarks(
    'comments',
    title,
    comments.map((comment) => {
      const row = entry(comment.author, comment.at);
      if (comment.about !== '')
        row.append(paragraph('about', t('office.commentOn', { words: comment.about })));
      row.append(paragraph('words', comment.words), leadTo(comment, root));
      row.value = comment.number;
      return row;
    }),
  );
}

export function listTrackedChanges(changes: readonly Change[]): ReaderOutlineEntry | null {
  const listed = remarks(
    'changes',
    t('office.changes', { n: changes.length }),
    changes.map((change) => {
      const row = entry(change.author, change.at);
      row.append(furniture('span', 'kind', t(change.kind === 'added' ? 'office.added' : 'office.removed')));
      row.append(paragraph(change.kind, change.words));
      return row;
    }),
  );
  listed?.element.querySelector('h2')?.after(furniture('p', 'about', t('office.changesShown')));
  return listed;
}

function remarks(part: string, title: string, rows: readonly HTMLLIElement[]): ReaderOutlineEntry | null {
  if (rows.length === 0) return null;
  const element = document.createElement('section');
  element.className = 'assay-remarks';
  element.setAttribute('data-part', part);
  const list = document.createElement('ol');
  list.append(...rows.slice(0, MOST));
  element.append(furniture('h2', '', title), list);
  if (rows.length > MOST)
    element.append(furniture('p', 'about', t('office.more', { n: rows.length - MOST })));
  return { title, depth: 1, element };
}

function entry(author: string, at: string | null): HTMLLIElement {
  const row = document.createElement('li');
  const who = furniture('strong', 'who', author || t('office.somebody'));
  row.append(who);
  if (at !== null) row.append(furniture('time', 'when', formatDateTime(at)));
  return row;
}

function leadTo(comment: Comment, root: Element): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('data-furniture', '');
  button.textContent = t('office.goToPlace');
  button.addEventListener('click', () => {
    root.querySelector(`#${comment.placeId}`)?.scrollIntoView({ block: 'center' });
  });
  return button;
}

/** Words around the evidence, not of it: anchors pass over them. */
function furniture(tag: string, className: string, words: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('data-furniture', '');
  if (className !== '') element.className = className;
  element.textContent = words;
  return element;
}

function paragraph(className: string, words: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = words;
  return element;
}
