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
  const risky = files.find(({ name, content }) => isRiskyFile(plainName(name), fileTypeOf(content)));
  return risky ? { problem: 'risky', name: risky.name } : null;
};

/** Whether a file may run when it is opened: by its bytes, or by its name, which decides where they say nothing. */
export const isRiskyFile = (name: string, { isRisky = false }: FileType): boolean =>
  isRisky || RUNS.test(name);

/** Names of what runs when it is opened; the recipient's mail server would refuse the mail for them. */
const RUNS =
  /\.(?:exe|com|bat|cmd|scr|pif|msi|msix|appx|js|jse|vbs|vbe|wsf|wsh|hta|ps1|jar|lnk|url|scf|reg|dll|cpl|msc|chm|xll|one|apk|app|dmg|pkg|iso|img|vhdx?|html?|xhtml|mht(?:ml)?|svg)$/i;

const EXTENSION = /\.([a-z0-9]{1,8})$/i;
/** Endings that say the same. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  heic: ['heif'],
  txt: ['csv', 'log', 'md', 'text'],
  mp4: ['m4v', 'm4a'],
};

/** As long as every system takes, whatever it is written in. */
const MOST_NAME_CHARS = 80;

/**
 * The name under which a file is handed out: without folders and signs that mislead, and ending as what it is, so that
 * nobody opens a program taken for a picture. `position` names a file that has no name.
 */
export const fileNameFor = (name: string, type: FileType, position: number): string => {
  const stem = plainName(name) || `Anhang ${position + 1}`;
  const { extension } = type;
  const given = EXTENSION.exec(stem)?.[1]?.toLowerCase();
  if (extension === '' || given === extension || (given && SAME[extension]?.includes(given))) return stem;
  return `${stem}.${extension}`;
};

/** A name as any system keeps it: one line, no folder, nothing unseen, not hidden; a long one keeps its ending. */
const plainName = (name: string): string => {
  // Right-to-left marks turn "fdp.exe" into "exe.pdf"; many spaces push an ending out of sight.
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}"<>|*?]/gu, '')
    .replace(/^[^]*[/\\]/, '')
    .replaceAll(':', '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .replace(/(?<![. ])[. ]+$/, '');
  const letters = Array.from(plain);
  if (letters.length <= MOST_NAME_CHARS) return plain;
  const ending = EXTENSION.exec(plain)?.[0] ?? '';
  return `${letters
    .slice(0, MOST_NAME_CHARS - ending.length)
    .join('')
    .trimEnd()}${ending}`;
};
