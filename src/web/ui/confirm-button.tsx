import { Button, type ButtonProps, Group, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props extends ButtonProps {
  /** What will happen, in one sentence. */
  question: string;
  /** The word on the button that does it. */
  confirm: string;
  onConfirm: () => void;
  children: ReactNode;
}

/** A button for what cannot easily be undone: asks once, beside itself. */
export const ConfirmButton = ({ question, confirm, onConfirm, children, ...button }: Props) => {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure();
  return (
    <Popover
      opened={opened}
      onChange={(open) => (open ? undefined : close())}
      withArrow
      trapFocus
      // A page that still grows may push the button away: what is asked stays asked.
      hideDetached={false}
      width={280}
    >
      <Popover.Target>
        <Button variant="default" {...button} onClick={toggle}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="md">{question}</Text>
        <Group mt="sm" gap="xs" justify="flex-end">
          <Button variant="default" size="xs" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            size="xs"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {confirm}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  );
};
