import type { PageMail } from '../pageState.ts';

/** As much of a mailbox as the page looks at. */
export type Mails = {
  readonly mails: readonly ShownMail[];
  onMail(listener: () => void): () => void;
};

type ShownMail = Omit<PageMail, 'at' | 'htmlPath'> & { readonly at: Date; readonly html?: string };

export const NO_MAILS: Mails = { mails: [], onMail: () => () => {} };

const PATH = '/sandbox/mail/';

/** Newest first. */
export function pageMails({ mails }: Mails): readonly PageMail[] {
  return mails.toReversed().map(({ id, at, from, to, subject, text, html, attachments }) => ({
    id,
    at: at.toISOString(),
    from,
    to,
    subject,
    text,
    ...(html !== undefined && { htmlPath: PATH + encodeURIComponent(id) }),
    attachments,
  }));
}

/** The HTML of the mail that this path names. */
export function mailHtml({ mails }: Mails, path: string): string | undefined {
  return mails.find(({ id }) => path === PATH + encodeURIComponent(id))?.html;
}
