import { Anchor } from '@mantine/core';
import { IconAlertTriangle, IconFile, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationMessage, MessageFile } from '../../contract/conversation.ts';
import classes from './conversation.module.css';
import { sizeText } from './size-text.ts';

/** The files of a message: each to download, pictures to look at when somebody wants to. */
export const MessageFiles = ({ leadId, message }: { leadId: string; message: ConversationMessage }) => {
  const { t } = useTranslation();
  if (message.files.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t('conversation.files')}>
      {message.files.map((file) => (
        <li key={file.position}>
          <File file={file} href={hrefOf(leadId, message, file)} />
        </li>
      ))}
    </ul>
  );
};

const hrefOf = (leadId: string, { messageId, answerId }: ConversationMessage, { position }: MessageFile) =>
  `/api/leads/${leadId}/attachment?${answerId ? `answer=${answerId}` : `message=${messageId}`}&position=${position}`;

const File = ({ file, href }: { file: MessageFile; href: string }) => {
  const { t, i18n } = useTranslation();
  const [shown, setShown] = useState(false);
  const Icon = file.isRisky ? IconAlertTriangle : file.isPicture ? IconPhoto : IconFile;
  return (
    <>
      <div className={classes.file} data-risky={file.isRisky}>
        <Icon size={16} aria-hidden />
        <Anchor href={href} download={file.name}>
          {file.name}
        </Anchor>
        <span className={classes.size}>{sizeText(file.bytes, i18n.language)}</span>
        {file.isPicture ? (
          <button
            type="button"
            className={classes.show}
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'conversation.hide' : 'conversation.show')}
            <span className={classes.unseen}> {file.name}</span>
          </button>
        ) : null}
        {file.isRisky ? <span className={classes.risky}>{t('conversation.risky')}</span> : null}
      </div>
      {shown ? <Picture src={`${href}&show=true`} alt={file.name} /> : null}
    </>
  );
};

/** A picture; where the browser cannot make one of the file, a word about it instead of nothing. */
const Picture = ({ src, alt }: { src: string; alt: string }) => {
  const { t } = useTranslation();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <p className={classes.none}>{t('conversation.brokenPicture')}</p>;
  return <img className={classes.picture} src={src} alt={alt} onError={() => setBroken(true)} />;
};
