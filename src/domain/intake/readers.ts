import type { Reader } from './reader.ts';
import { adf } from './readers/adf.ts';
import { contactForm7 } from './readers/contact-form-7.ts';
import { kleinanzeigen } from './readers/kleinanzeigen.ts';
import { labels } from './readers/labels.ts';
import { mobileDe } from './readers/mobile-de.ts';

/** All source formats, one line each (docs/adding.md); of equal evidence the upper one reads. */
export const READERS: readonly Reader[] = [adf, mobileDe, kleinanzeigen, contactForm7, labels];
