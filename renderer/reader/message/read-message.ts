import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import { formatBytes, t } from '../../messages/t.ts';
import prose from '../prose.css?inline';
import { type ReaderPage, Refusal } from '../reader-page.ts';
import css from './message.css?inline';

const PICTURE = /^image\/(png|jpeg|gif|webp|bmp|avif)$/i;
const MAX_HEADERS = 300;

/** An e-mail as it was sent: who, when, what about, its body, and what was attached. Nothing is fetched. */
export async function read(bytes: Uint8Array, page: ReaderPage): Promise<void> {
  page.addStyle(prose);
  page.addStyle(css);
  const email = await new PostalMime({ attachmentEncoding: 'arraybuffer' }).parse(bytes);
  if (email.headers.length === 0) throw new Refusal('damaged');
  page.root.classList.add('message');
  page.root.append(headOf(email, page.language));
  const body = document.createElement('section');
  body.dataset.part = 'body';
  page.root.append(body);
  const inBody = putBody(email, body, page);
  const attached = email.attachments.filter((attachment) => !inBody.has(attachment));
  if (attached.length > 0) page.root.append(listOf(attached));
}

function headOf(email: Email, language: string): HTMLElement {
  const head = element('header', 'head');
  head.append(element('h1', 'subject', email.subject?.trim() || t('message.noSubject')));
  const list = element('dl', 'facts');
  const add = (label: string, value: string) => {
    if (value === '') return;
    const name = element('dt', '', label);
    name.dataset.furniture = '';
    list.append(name, element('dd', '', value));
  };
  add(t('message.from'), addresses(email.from ? [email.from] : []));
  add(t('message.replyTo'), addresses(email.replyTo));
  add(t('message.to'), addresses(email.to));
  add(t('message.cc'), addresses(email.cc));
  add(t('message.bcc'), addresses(email.bcc));
  add(t('message.date'), dateInWords(email, language));
  head.append(list, allHeaders(email));
  return head;
}

/** As the sender's clock said, and the same moment here: the difference may matter. */
function dateInWords(email: Email, language: string): string {
  const stated = email.headers.find(({ key }) => key === 'date')?.value ?? '';
  const date = new Date(stated);
  if (stated === '' || Number.isNaN(date.getTime())) return stated;
  const here = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(date);
  return `${here} (${stated})`;
}

/** Folded away: who doubts where a message came from reads the path it took. */
function allHeaders(email: Email): HTMLElement {
  const details = element('details', 'all');
  const title = element('summary', '', t('message.allHeaders', { n: email.headers.length }));
  title.dataset.furniture = '';
  const list = element('dl', 'raw');
  for (const { originalKey, value } of email.headers.slice(0, MAX_HEADERS)) {
    list.append(element('dt', '', originalKey), element('dd', '', value));
  }
  details.append(title, list);
  return details;
}

/** Puts the body in place. Returns the attachments that are pictures within it. */
function putBody(email: Email, into: HTMLElement, page: ReaderPage): ReadonlySet<Attachment> {
  const used = new Set<Attachment>();
  if (email.html?.trim()) {
    const markup = email.html.replace(/\bcid:([^"'\s)>]+)/gi, (whole, id: string) => {
      const picture = email.attachments.find(
        (attachment) =>
          withoutBrackets(attachment.contentId) === decoded(id) && PICTURE.test(attachment.mimeType),
      );
      if (!picture) return whole;
      used.add(picture);
      return page.pictureUrl(bytesOf(picture), picture.mimeType);
    });
    page.putMarkup(into, markup);
    return used;
  }
  const text = element('pre', 'text');
  for (const line of (email.text ?? '').split(/\r?\n/)) {
    const quoted = line.startsWith('>');
    const part = element('span', quoted ? 'quoted' : '', `${line}\n`);
    text.append(part);
  }
  into.append((email.text ?? '').trim() === '' ? element('p', 'none', t('message.noBody')) : text);
  return used;
}

function listOf(attached: readonly Attachment[]): HTMLElement {
  const section = element('section', 'attached');
  const title = element('h2', '', t('message.attachments', { n: attached.length }));
  title.dataset.furniture = '';
  const list = element('ul', '');
  for (const { filename, mimeType, content } of attached) {
    const size = typeof content === 'string' ? content.length : content.byteLength;
    const entry = element('li', '', filename ?? t('message.unnamed'));
    entry.append(element('span', 'about', ` ${mimeType} · ${formatBytes(size)}`));
    list.append(entry);
  }
  section.append(title, list, element('p', 'hint', t('message.attachmentsHint')));
  return section;
}

function addresses(list: readonly Address[] | undefined): string {
  return (list ?? [])
    .map((one) => {
      if (one.group !== undefined) return `${one.name}: ${addresses(one.group)}`;
      if (one.name === '' || one.name === one.address) return one.address;
      return one.address === '' ? one.name : `${one.name} <${one.address}>`;
    })
    .join(', ');
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

function withoutBrackets(id: string | undefined): string {
  return (id ?? '').replace(/^<|>$/g, '');
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function element(name: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
