import { Checkbox, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../domain/accounts/roles.ts';

interface Props {
  value: readonly Role[];
  onChange: (roles: Role[]) => void;
  error?: string | undefined;
}

/** The roles of a person, each with what it is for. */
export const RolePicker = ({ value, onChange, error }: Props) => {
  const { t } = useTranslation();
  return (
    <Checkbox.Group
      label={t('accounts.field.roles')}
      value={[...value]}
      error={error}
      onChange={(chosen) => onChange(ROLES.filter((role) => chosen.includes(role)))}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing={6} mt={4}>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            value={role}
            label={t(`common.role.${role}`)}
            description={t(`accounts.roleHint.${role}`)}
          />
        ))}
      </SimpleGrid>
    </Checkbox.Group>
  );
};
