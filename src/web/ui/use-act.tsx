import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { call, type Input } from '../api.ts';
import { useProblemText } from './problem-text.ts';

interface Options<Answer> {
  /** First parts of the query keys that are out of date afterwards. */
  refreshes: readonly string[];
  /** Said in a short notice when it is done. */
  done?: string;
  onDone?: (answer: Answer) => void;
  /** Shows the error itself, instead of the notice. */
  onRefused?: (error: unknown) => void;
}

/** An act of the contract as a mutation: refreshes what it changed, says that it is done, or why it was refused. */
export const useAct = <E extends Endpoint>(endpoint: E, options: Options<z.output<E['output']>>) => {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: (input: Input<E>) => call(endpoint, input),
    onSuccess: (answer) => {
      if (options.done) notifications.show({ message: options.done });
      options.onDone?.(answer);
      return Promise.all(options.refreshes.map((topic) => client.invalidateQueries({ queryKey: [topic] })));
    },
    onError:
      options.onRefused ??
      ((error) => notifications.show({ color: 'red', message: problemText(error), autoClose: 8000 })),
  });
};
