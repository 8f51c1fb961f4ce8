import { fileNameFor, isRiskyFile } from '../conversation/attachments.ts';
import { fileTypeOf } from '../conversation/file-type.ts';
import type { AttachmentInfo } from './enquiry.ts';
import type { MailAttachment } from './mail.ts';

/** What stands with a message of its files, in the order of the mail: what they are by their bytes (RFC 2046 types lie). */
export const describeAttachments = (attachments: readonly MailAttachment[]): AttachmentInfo[] =>
  attachments.map(({ name, content, size, sha256 }, position) => {
    const type = fileTypeOf(content);
    const plain = fileNameFor(name, type, position);
    return {
      name: plain,
      type: type.mediaType,
      bytes: size,
      sha256,
      ...(isRiskyFile(plain, type) && { risky: true }),
    };
  });
