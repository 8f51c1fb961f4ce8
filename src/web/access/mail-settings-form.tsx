import { Button, Checkbox, Paper, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MailSettings, OPTIONAL_MAILS, setMailSettings } from '../../contract/own-access.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './access.module.css';

const USUAL_NIGHT = { from: '20:00', until: '07:00' };

/** Which mails one gets, and when not. The screen shows everything all the same. */
export const MailSettingsForm = ({ settings: saved }: { settings: MailSettings & { zone: string } }) => {
  const { t } = useTranslation();
  const [settings, setSettings] = useState<MailSettings>(saved);
  const save = useAct(setMailSettings, {
    refreshes: ['own-mails', 'accounts'],
    done: t('access.mails.saved'),
  });
  const { off, quiet, quietHoldsEM21 } = settings;
  const want = (mail: (typeof OPTIONAL_MAILS)[number], wanted: boolean) =>
    setSettings({ ...settings, off: wanted ? off.filter((one) => one !== mail) : [...off, mail] });
  return (
    <Paper withBorder component="section" className={classes.section} aria-labelledby="own-mails">
      <h2 id="own-mails">{t('access.mails.title')}</h2>
      <p className={classes.soft}>{t('access.mails.lead')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ body: { off: [...off], quiet, quietHoldsEM21 } });
        }}
      >
        <Stack gap="md">
          {OPTIONAL_MAILS.map((mail) => (
            <Checkbox
              key={mail}
              label={t(`access.mails.kind.${keyOf(mail)}`)}
              checked={!off.includes(mail)}
              onChange={(event) => want(mail, event.currentTarget.checked)}
            />
          ))}
        </Stack>
        <Switch
          label={t('access.mails.quiet')}
          description={t('access.mails.quietHint')}
          checked={quiet !== null}
          onChange={(event) =>
            setSettings({ ...settings, quiet: event.currentTarget.checked ? USUAL_NIGHT : null })
          }
        />
        {quiet ? (
          <>
            <div className={classes.times}>
              <TextInput
                type="time"
                required
                label={t('access.mails.from')}
                value={quiet.from}
                onChange={(event) =>
                  setSettings({ ...settings, quiet: { ...quiet, from: event.currentTarget.value } })
                }
              />
              <TextInput
                type="time"
                required
                label={t('access.mails.until')}
                value={quiet.until}
                onChange={(event) =>
                  setSettings({ ...settings, quiet: { ...quiet, until: event.currentTarget.value } })
                }
              />
            </div>
            <Checkbox
              label={t('access.mails.holdsEM21')}
              checked={quietHoldsEM21}
              onChange={(event) => setSettings({ ...settings, quietHoldsEM21: event.currentTarget.checked })}
            />
          </>
        ) : null}
        <Button type="submit" variant="default" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </form>
    </Paper>
  );
};

/** Keys of texts have no dots. */
const keyOf = (mail: (typeof OPTIONAL_MAILS)[number]) =>
  mail === 'EM2.1' ? 'EM21' : mail === 'EM2.2' ? 'EM22' : mail;
