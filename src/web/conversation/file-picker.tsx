import { CloseButton, FileButton, Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ATTACHMENT_LIMITS } from '../../domain/conversation/attachments.ts';
import classes from './answering.module.css';
import { sizeText } from './size-text.ts';

interface Props {
  files: readonly File[];
  onFiles: (files: readonly File[]) => void;
}

/** Whether files may be sent as far as the browser can tell; what they are the server finds out. */
export const areFilesFine = (files: readonly File[]): boolean =>
  files.length <= ATTACHMENT_LIMITS.files && sumOf(files) <= ATTACHMENT_LIMITS.bytes;

const sumOf = (files: readonly File[]) => files.reduce((sum, { size }) => sum + size, 0);

/** Adds files to an answer; says at once when they are too many or too large. */
export const FileButtonFor = ({ files, onFiles }: Props) => {
  const { t } = useTranslation();
  return (
    <FileButton multiple onChange={(added) => onFiles([...files, ...added])}>
      {(props) => (
        <Button {...props} variant="default" size="xs" leftSection={<IconPaperclip size={16} aria-hidden />}>
          {t('conversation.attach')}
        </Button>
      )}
    </FileButton>
  );
};

export const ChosenFiles = ({ files, onFiles }: Props) => {
  const { t, i18n } = useTranslation();
  if (files.length === 0) return null;
  return (
    <div>
      <ul className={classes.chosen} aria-label={t('conversation.files')}>
        {files.map((file, position) => (
          <li key={`${position} ${file.name}`}>
            <span className={classes.name}>{file.name}</span>
            <span className={classes.size}>{sizeText(file.size, i18n.language)}</span>
            <CloseButton
              size="sm"
              aria-label={t('conversation.detach', { name: file.name })}
              onClick={() => onFiles(files.filter((one) => one !== file))}
            />
          </li>
        ))}
      </ul>
      {areFilesFine(files) ? null : (
        <p className={classes.wrong} role="alert">
          {t('problem.attachmentsTooLarge')}
        </p>
      )}
    </div>
  );
};

/** The files as the contract wants them: their bytes in base64. */
export const readFiles = (files: readonly File[]): Promise<{ name: string; content: string }[]> =>
  Promise.all(files.map(async (file) => ({ name: file.name, content: base64(await file.arrayBuffer()) })));

const base64 = (buffer: ArrayBuffer): string => {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return btoa(text);
};
