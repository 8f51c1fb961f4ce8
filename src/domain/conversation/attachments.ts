import { type FileType, fileTypeOf } from './file-type.ts';

/** Many mail servers take no more than 20 MB, and attachments grow by a third on their way. */
export const ATTACHMENT_LIMITS = { files: 10, bytes: 10 * 1024 * 1024 };

export interface AttachedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

export type AttachmentProblem = 'tooMany' | 'tooLarge' | 'empty' | 'risky';

/** Why these files cannot be sent with an answer, and which one it is (null: all together); null when they can. */
export const attachmentProblem = (
  files: readonly AttachedFile[],
): { problem: AttachmentProblem; name: string | null } | null => {
  if (files.length > ATTACHMENT_LIMITS.files) return { problem: 'tooMany', name: null };
  if (files.reduce((sum, { content }) => sum + content.length, 0) > ATTACHMENT_LIMITS.bytes)
    return { problem: 'tooLarge', name: null };
  const empty = files.find(({ content }) => content.length === 0);
  if (empty) return { problem: 'empty', name: empty.name };
  const risky = files.find(({ name, content }) => fileTypeOf(content).isRisky || RUNS.test(name.trim()));
  return risky ? { problem: 'risky', name: risky.name } : null;
};

/** Names of what runs when it is opened; the recipient's mail server would refuse the mail for them. */
const RUNS =
  /\.(?:exe|com|bat|cmd|scr|pif|msi|msix|js|jse|vbs|vbe|wsf|wsh|hta|ps1|jar|lnk|reg|dll|cpl|apk|app|dmg|iso|img|html?|xhtml|svg)$/i;

const EXTENSION = /\.([a-z0-9]{1,8})$/i;
/** Endings that say the same. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  heic: ['heif'],
  txt: ['csv', 'log', 'md', 'text'],
  mp4: ['m4v', 'm4a'],
};

/**
 * The name under which a file is handed out: without folders and signs that mislead, and ending as what it is, so that
 * nobody opens a program taken for a picture. `position` names a file that has no name.
 */
export const fileNameFor = (name: string, type: FileType, position: number): string => {
  // Right-to-left marks turn "fdp.exe" into "exe.pdf".
  const clean = name
    .replaceAll(/[\p{Cc}\p{Cf}"<>|*?]/gu, '')
    .replace(/^.*[/\\:]/, '')
    .trim()
    .slice(-150);
  const stem = clean || `Anhang ${position + 1}`;
  const { extension } = type;
  const given = EXTENSION.exec(stem)?.[1]?.toLowerCase();
  if (extension === '' || given === extension || (given && SAME[extension]?.includes(given))) return stem;
  return `${stem}.${extension}`;
};
