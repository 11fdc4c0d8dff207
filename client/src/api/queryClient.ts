import { MutationCache, QueryClient } from '@tanstack/react-query';
import { errorText } from '../messages/errorText.ts';
import { toast } from '../design/toast.ts';
import { isCode } from './ApiError.ts';

declare module '@tanstack/react-query' {
  interface Register {
    /** `shown`: the form itself says what went wrong, so no toast repeats it. */
    mutationMeta: { shown?: boolean };
  }
}

/** No failure is silent: what a form does not say itself, a toast says. */
const mutationCache = new MutationCache({
  onError: (error, _variables, _result, mutation) => {
    if (mutation.meta?.shown !== true) toast(errorText(error), { kind: 'problem' });
  },
});

export const queryClient = new QueryClient({
  mutationCache,
  defaultOptions: {
    queries: {
      // Only what the network caused is worth asking again; a refusal stays one.
      retry: (failures, error) => failures < 3 && isCode(error, 'unreachable', 'internal', 'server_full'),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});
