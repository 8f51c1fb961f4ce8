import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  type AnchorProps,
  Button,
  type ButtonProps,
} from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';

type LinkProps<Props> = Props & Omit<ComponentPropsWithRef<'a'>, keyof Props>;

/** Mantine's looks on the router's links: what leads somewhere is a link, also where it looks like a button. */
export const LinkButton = createLink((props: LinkProps<ButtonProps>) => <Button component="a" {...props} />);
export const LinkAnchor = createLink((props: LinkProps<AnchorProps>) => <Anchor {...props} />);
export const LinkIcon = createLink((props: LinkProps<ActionIconProps>) => (
  <ActionIcon component="a" {...props} />
));
